import type { Instant, Owner } from "./account.ts";
import type { ErrorCode } from "./errors.ts";

/**
 * WAITING: to be looked after, again where that failed. DONE. PARKED: it waits for a person, because it failed for days, or
 * is about an account and does not say which.
 */
export const deliveryStates = ["WAITING", "DONE", "PARKED"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One message of a provider, however often it was delivered, and what became of it. */
export interface WebhookDelivery {
  /** Given by the gateway: a UUID. */
  readonly id: string;
  /** Counts all of them: their order in lists. */
  readonly number: number;
  readonly provider: string;
  /** The provider's own word for what happened. */
  readonly type: string;
  /** What it says is to be read again. */
  readonly accountIds: readonly string[];
  readonly owners: readonly Owner[];
  readonly movesBalances: boolean;
  /** When it happened, by the provider's clock; null where it does not say. */
  readonly providerTime: Instant | null;
  /** When it first came. */
  readonly receivedAt: Instant;
  /** How often it came. */
  readonly arrivals: number;
  readonly state: DeliveryState;
  /** How often it was looked after since it came, or was replayed. */
  readonly attempts: number;
  /** Why the last attempt failed; null when it did not. */
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
  /** When it is looked after next; null unless it waits. */
  readonly nextAttemptAt: Instant | null;
  readonly settledAt: Instant | null;
}

/** Which deliveries a list shows, the newest first. */
export interface DeliveryFilter {
  readonly providers?: readonly string[];
  readonly states?: readonly DeliveryState[];
}
