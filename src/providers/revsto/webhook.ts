import { plainWebhooks } from "../kit/plain-webhook.ts";
import type { WebhookReader, WebhookSubject } from "../provider.ts";
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
    account: ["accountId", "account.id", "account.accountId", "account"],
    owner: {
      kind: "USER",
      fields: ["userId", "user.id", "user", "identityId", "identity.id", "identity", "ownerId", "owner.id"],
    },
    ownId: "id",
    subjectOf: (type) => subjects.find(([beginning]) => type.startsWith(beginning))?.[1] ?? null,
    tellsEveryStatus: false,
  });
}

/** The documented families of events (events and webhooks guide). The fourth, `iban_structure.`, is about no account. */
const subjects: readonly (readonly [beginning: string, subject: WebhookSubject])[] = [
  ["account.", "ACCOUNT"],
  ["identity.", "OWNER"],
  ["transaction.", "MONEY"],
  ["payment_transaction.", "MONEY"],
];
