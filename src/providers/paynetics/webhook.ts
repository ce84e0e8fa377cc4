import { plainWebhooks } from "../kit/plain-webhook.ts";
import type { WebhookReader } from "../provider.ts";
import type { Config } from "./config.ts";

/**
 * No catalogue of webhooks about accounts is known. The envelope is that of an older product, `{"action": …, "payload":
 * {…}}`, and everything else is assumed: off unless a secret is configured.
 */
export function createWebhookReader({ webhookSecret, webhookSecretHeader }: Config): WebhookReader | null {
  return plainWebhooks({
    secret: webhookSecret,
    secretHeader: webhookSecretHeader,
    type: ["action"],
    account: ["accountToken", "account.token", "account"],
    owner: null,
    ownId: "token",
    // The older product's other actions are about cards, whose tokens are no account's.
    subjectOf: (type) => (/^account/i.test(type) ? "ACCOUNT" : null),
    tellsEveryStatus: false,
  });
}
