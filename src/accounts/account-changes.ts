import type { AccountFacts, Instant } from "../domain/account.ts";
import type { AccountEventType, EventCause, FactChange } from "../domain/account-event.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { NewEvent } from "../storage/event-store.ts";
import { isSameFact } from "./merge.ts";

/** What is said of every event of one change. */
export interface ChangeOccasion {
  readonly cause: EventCause;
  /** When the provider was asked for the answer that told it. */
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/** Facts that are no news on their own: they move all the time, or (`updatedAt`) only say that something else has changed. */
const neverNews: ReadonlySet<keyof AccountFacts> = new Set(["balances", "lastUsedAt", "updatedAt"]);
const eventOf: Readonly<Partial<Record<keyof AccountFacts, AccountEventType>>> = {
  status: "STATUS_CHANGED",
  providerStatus: "STATUS_CHANGED",
  provisioning: "PROVISIONING_CHANGED",
};

/**
 * The events of one stored account, in the order in which they are told: back from being missing, status, set-up,
 * everything else. A fact that nobody had told before is learned, not changed. Empty when only such things moved.
 */
export function changeEvents(
  before: AccountSnapshot | null,
  after: AccountSnapshot,
  occasion: ChangeOccasion,
): readonly NewEvent[] {
  const event = (type: AccountEventType, changes: readonly FactChange[] = []): NewEvent => ({
    ...occasion,
    type,
    ref: after.ref,
    accountRowId: after.rowId,
    previousStatus: before === null || before.untold.includes("status") ? null : before.facts.status,
    newStatus: after.facts.status,
    changes,
  });
  if (before === null) return [event("ACCOUNT_APPEARED")];

  const changes = changedFacts(before, after);
  const isStatusNews = before.facts.status !== after.facts.status;
  // A new word of the provider for the same status is a detail.
  const typeOf = ({ field }: FactChange) =>
    (field === "providerStatus" && !isStatusNews ? undefined : eventOf[field]) ?? "DETAILS_CHANGED";
  const told = (type: AccountEventType) => {
    const ofType = changes.filter((change) => typeOf(change) === type);
    return ofType.length === 0 ? [] : [event(type, ofType)];
  };
  return [
    ...(before.missingSince === null && after.missingSince !== null ? [event("ACCOUNT_MISSING")] : []),
    ...(before.missingSince !== null && after.missingSince === null ? [event("ACCOUNT_RETURNED")] : []),
    ...told("STATUS_CHANGED"),
    ...told("PROVISIONING_CHANGED"),
    ...told("DETAILS_CHANGED"),
  ];
}

function changedFacts(before: AccountSnapshot, after: AccountSnapshot): readonly FactChange[] {
  return (Object.keys(after.facts) as (keyof AccountFacts)[])
    .filter((field) => !neverNews.has(field) && !before.untold.includes(field))
    .filter((field) => !isSameFact(field, before.facts[field], after.facts[field]))
    .map((field) => ({ field, before: before.facts[field], after: after.facts[field] }));
}
