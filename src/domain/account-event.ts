import type { AccountFacts, AccountStatus, Instant } from "./account.ts";
import type { AccountRef } from "./account-ref.ts";

export const accountEventTypes = [
  "ACCOUNT_APPEARED",
  "STATUS_CHANGED",
  "DETAILS_CHANGED",
  "PROVISIONING_CHANGED",
  "ACCOUNT_MISSING",
  "ACCOUNT_RETURNED",
] as const;
export type AccountEventType = (typeof accountEventTypes)[number];

/**
 * Why the gateway looked: `SWEEP` saw the account in a walk through the provider's list, `READ` asked for this one account,
 * `MUTATION` changed it, or opened it.
 */
export const eventCauses = ["SWEEP", "READ", "MUTATION"] as const;
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
  /** Null before the first status was told, and for events that are not about the status. */
  readonly previousStatus: AccountStatus | null;
  /** The status after the event. */
  readonly newStatus: AccountStatus;
  /** DETAILS_CHANGED, PROVISIONING_CHANGED, STATUS_CHANGED: what changed. Empty otherwise. */
  readonly changes: readonly FactChange[];
  /** When the provider was asked for the answer that told it. */
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}
