import { startReceiver } from "../../support/receiver.ts";
import { sampleOf, type WebhooksFixture } from "../conformance/webhooks.ts";

const secret = "revsto-sandbox-webhook-secret";

/** Revsto's simulator tells the hook that was registered; its address holds the secret. */
export const webhooks: WebhooksFixture = {
  switchedOnBy: { field: "webhookSecret", value: secret },
  isSigned: false,
  async sample({ simulator }, id) {
    const receiver = await startReceiver();
    const event = "account.status.blocked";
    simulator.books.setNote("hooks", [{ id: 1, name: "test", url: `${receiver.url}/${secret}`, events: [event] }]);
    simulator.books.tell({ type: event, data: { accountId: id } });
    await receiver.has(1);
    return sampleOf(receiver.received[0] as (typeof receiver.received)[number]);
  },
};
