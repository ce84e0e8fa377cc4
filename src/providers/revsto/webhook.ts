import { plainWebhooks } from "../kit/plain-webhook.ts";
import type { WebhookReader } from "../provider.ts";
import type { Config } from "./config.ts";

/**
 * Revsto documents the names of its events, neither their form nor a signature: a secret in the address proves them, and
 * they only say where to look. No event tells that an account was closed.
 */
export function createWebhookReader({ webhookSecret, webhookSecretHeader }: Config): WebhookReader | null {
  return plainWebhooks({
    secret: webhookSecret,
    secretHeader: webhookSecretHeader,
    type: ["event", "type", "name", "eventType"],
    account: ["accountId", "account.id", "data.accountId", "data.account.id", "payload.accountId", "data.id"],
    owner: {
      kind: "USER",
      fields: ["userId", "user.id", "data.userId", "data.user.id", "payload.userId", "identityId", "data.identityId"],
    },
    isOfOwner: (type) => type.startsWith("identity."),
    movesBalances: (type) => type === "transaction.new" || type.startsWith("payment_transaction."),
    tellsEveryStatus: false,
  });
}
