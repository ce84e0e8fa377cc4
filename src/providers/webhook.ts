import type { Instant, Owner } from "../domain/account.ts";

/** A webhook as it came, byte for byte. */
export interface WebhookRequest {
  readonly body: Uint8Array;
  /** A header by its lower-case name; null where there is none, or several. */
  header(name: string): string | null;
  /** What the path had behind the provider's name; null: nothing. */
  readonly pathSecret: string | null;
}

/** What a webhook that is the provider's own says. A hint where to look, never the truth. */
export interface WebhookHint {
  /** The same for all attempts at one message: printable text of at most 255 characters. */
  readonly key: string;
  /**
   * Whether the key is the provider's own number of the message, so that one that comes again tells nothing new. Without
   * numbers two messages may look the same, and each is looked after.
   */
  readonly isNumbered: boolean;
  /** The provider's own word for what happened. */
  readonly type: string;
  /** Which accounts to read again. */
  readonly accountIds: readonly string[];
  /** Of which owners to read all accounts again. */
  readonly owners: readonly Owner[];
  /** When it happened, by the provider's clock; null where it does not say. */
  readonly providerTime: Instant | null;
  /** Whether it says that balances moved. */
  readonly movesBalances: boolean;
}

/**
 * Says who a webhook is from and what about, by nothing but the request, the configuration and the time (milliseconds
 * since 1970). Throws WEBHOOK_REFUSED for one that is not proved to be the provider's, WEBHOOK_EXPIRED for one that is too
 * old, or from the future, and BAD_REQUEST for one that makes no sense.
 */
export type ReadWebhook = (request: WebhookRequest, now: number) => WebhookHint;

/**
 * What webhooks are about: an account itself, an owner and so all its accounts, money on an account. Null: nothing of these,
 * such as a card or a ping.
 */
export type WebhookSubject = "ACCOUNT" | "OWNER" | "MONEY" | null;

/** How a provider's webhooks are taken in. */
export interface WebhookReader {
  readonly read: ReadWebhook;
  /** What those of a type are about, and so whether one that names neither account nor owner is a mistake. */
  readonly subjectOf: (type: string) => WebhookSubject;
  /** Whether every change of a status is told, or some are only found by asking. */
  readonly tellsEveryStatus: boolean;
}
