import { startReceiver } from "../../support/receiver.ts";
import { sampleOf, type WebhooksFixture } from "../conformance/webhooks.ts";

/** The platform's simulator signs what it sends. */
export const webhooks: WebhooksFixture = {
  switchedOnBy: { field: "webhookKeys" },
  isSigned: true,
  async sample({ simulator }, id) {
    const receiver = await startReceiver();
    const admin = (wish: object) =>
      fetch(`${simulator.url}/__admin`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(wish),
      });
    await admin({ action: "setWebhookUrl", url: receiver.url });
    await admin({ action: "sendWebhook", id, type: "account-activated" });
    await receiver.has(1);
    return sampleOf(receiver.received[0] as (typeof receiver.received)[number]);
  },
};
