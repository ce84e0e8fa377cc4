import type { FastifyInstance } from "fastify";
import type { Books } from "./books.ts";
import type { Random } from "./random.ts";
import type { SimulatorWebhooks } from "./webhooks.ts";

/**
 * The provider's id as text; everything else is the simulator's own. Plain JSON values only:
 * accounts go through the journal.
 */
export interface SimulatorAccount {
  readonly id: string;
}

/** Behaviour switches by name; each simulator checks its own and has a default for all of them. */
export type SimulatorSettings = Readonly<Record<string, string | number | boolean>>;

/** Changes the books behind the API's back, as the provider's own staff would. Throws `AdminRefusal` or a ZodError. */
export type AdminAction<A extends SimulatorAccount> = (books: Books<A>, input: Record<string, unknown>) => unknown;

/** One provider's API, as the kit runs it. */
export interface Simulator<A extends SimulatorAccount> {
  /** `inventi`, `integrated-finance`, `paynetics`, `revsto`. */
  readonly kind: string;
  /** The provider's name in the sandbox configuration. */
  readonly name: string;
  /** Fills empty books. Must make the same accounts for the same count and randomness, without looking at the clock. */
  seed(books: Books<A>, count: number, random: Random): void;
  /** Adds the token endpoint, if any, and the API's routes. */
  register(server: FastifyInstance, books: Books<A>): void;
  /** What `POST /__admin {"action": …}` can do. */
  readonly admin: Readonly<Record<string, AdminAction<A>>>;
  /** How `GET /__ledger` prints an account: the provider's own JSON, plus what the API hides. */
  show(account: A, books: Books<A>): unknown;
  /** This provider's entry in the gateway's configuration. */
  providerConfig(baseUrl: string): Record<string, unknown>;
  /** How it tells of changes; absent where the provider does not. */
  readonly webhooks?: SimulatorWebhooks<A>;
  /** What the sandbox's demo customer owns here. */
  readonly customer: DemoCustomer;
}

export interface DemoCustomer {
  readonly owners: readonly { readonly kind: "CLIENT" | "USER" | "MERCHANT"; readonly id: string }[];
  readonly accounts: readonly string[];
}
