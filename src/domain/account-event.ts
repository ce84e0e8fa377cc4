import type { AccountFacts, AccountStatus, Instant } from "./account.ts";
import type { AccountRef } from "./account-ref.ts";

export const accountEventTypes = [
  "ACCOUNT_APPEARED",
  "STATUS_CHANGED",
  "DETAILS_CHANGED",
  "PROVISIONING_CHANGED",
  "ACCOUNT_MISSING",
  "ACCOUNT_RETURNED",
  "BALANCE_CHANGED",
] as const;
export type AccountEventType = (typeof accountEventTypes)[number];

/**
 * Why the gateway looked: `SWEEP` saw the account in a walk through the provider's list, `READ` asked for this one account,
 * `MUTATION` changed it, or opened it, `WEBHOOK` asked because the provider had told of it.
 */
export const eventCauses = ["SWEEP", "READ", "MUTATION", "WEBHOOK"] as const;
export type EventCause = (typeof eventCauses)[number];

/** One fact that changed; values as the gateway holds them, null for unknown. */
export interface FactChange {
  readonly field: keyof AccountFacts;
  readonly before: unknown;
  readonly after: unknown;
}

/** One real change of one account. An answer that changes several kinds of things is several events, next to each other. */
export interface AccountEvent {
  /** Its place in the log: no gaps, and in the order of the commits. */
  readonly position: number;
  readonly type: AccountEventType;
  readonly ref: AccountRef;
  readonly cause: EventCause;
  /** WEBHOOK: the delivery that told of it. */
  readonly deliveryId: string | null;
  /** MUTATION: the operation that brought it about. */
  readonly operationId: string | null;
  /** Null before the first status was told, and for events that are not about the status. */
  readonly previousStatus: AccountStatus | null;
  /** The status after the event. */
  readonly newStatus: AccountStatus;
  /** DETAILS_CHANGED, PROVISIONING_CHANGED, STATUS_CHANGED, BALANCE_CHANGED: what changed. Empty otherwise. */
  readonly changes: readonly FactChange[];
  /** When the provider was asked for the answer that told it. */
  readonly occurredAt: Instant;
  /** When it happened, by the provider's own clock; null where the provider did not say. */
  readonly providerTime: Instant | null;
  readonly recordedAt: Instant;
}
