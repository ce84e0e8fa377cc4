import type { Books, Message } from "./books.ts";
import type { SimulatorAccount } from "./simulator.ts";

/** What a provider tells by webhook, to whom and how. */
export interface SimulatorWebhooks<A extends SimulatorAccount> {
  /** What a change of an account is told as, in this order. */
  messages(before: A | undefined, after: A | undefined, books: Books<A>): readonly Message[];
  /** When time alone will change the account next, and into what; null: it will not. */
  upcoming(account: A): { readonly at: number; readonly after: A } | null;
  /** Who has asked for messages of this type: URLs. */
  addresses(books: Books<A>, type: string): readonly string[];
  /** One attempt at delivering a message, as it is sent. */
  request(books: Books<A>, letter: Letter): WebhookRequest;
  /** How long after a failed attempt the next one follows, in milliseconds; as many as there are. */
  retriesAfterMs(books: Books<A>): readonly number[];
}

/** A message on its way. */
export interface Letter extends Message {
  /** The same for all attempts. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
