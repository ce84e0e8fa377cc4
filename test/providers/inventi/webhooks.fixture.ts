import type { WebhooksFixture } from "../conformance/webhooks.ts";

const secret = "agreed-with-the-sender";

/** Nobody sends these by itself: whoever does has the secret. */
export const webhooks: WebhooksFixture = {
  switchedOnBy: { field: "webhookSecret", value: secret },
  isSigned: false,
  sample: async (_, id) => ({
    body: `{"type":"account.status","accountId":${id}}`,
    headers: { "x-webhook-secret": secret },
    pathSecret: null,
  }),
};
