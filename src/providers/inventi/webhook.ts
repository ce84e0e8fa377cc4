import { plainWebhooks } from "../kit/plain-webhook.ts";
import type { WebhookReader } from "../provider.ts";
import type { Config } from "./config.ts";

/**
 * Inventi has no webhooks about accounts. Whoever knows of changes may tell the gateway in its place, as `{"type": …,
 * "accountId": …}`: off unless a secret is configured.
 */
export function createWebhookReader({ webhookSecret, webhookSecretHeader }: Config): WebhookReader | null {
  return plainWebhooks({
    secret: webhookSecret,
    secretHeader: webhookSecretHeader,
    type: ["type"],
    account: ["accountId", "account.id", "account"],
    owner: null,
    ownId: "id",
    // Of its own, Inventi's portal sends `Payment Status Change` and `Cancellation Status Change`, which name no account.
    subjectOf: (type) => (/^(payment|cancellation)/i.test(type) ? null : "ACCOUNT"),
    tellsEveryStatus: false,
  });
}
