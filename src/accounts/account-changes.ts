import { isDeepStrictEqual } from "node:util";
import type { AccountFacts, Instant } from "../domain/account.ts";
import type { AccountEventType, EventCause, FactChange } from "../domain/account-event.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { NewEvent } from "../storage/event-store.ts";
import { isSameFact } from "./merge.ts";

/** What is said of every event of one change. */
export interface ChangeOccasion {
  readonly cause: EventCause;
  readonly deliveryId: string | null;
  readonly operationId: string | null;
  readonly providerTime: Instant | null;
  /** When the provider was asked for the answer that told it. */
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/**
 * Facts that are no news on their own: they move all the time, or (`updatedAt`) only say that something else has changed.
 */
const neverNews: ReadonlySet<keyof AccountFacts> = new Set(["balances", "lastUsedAt", "updatedAt"]);
const eventOf: Readonly<Partial<Record<keyof AccountFacts, AccountEventType>>> = {
  status: "STATUS_CHANGED",
  providerStatus: "STATUS_CHANGED",
  provisioning: "PROVISIONING_CHANGED",
};

/**
 * The events of one stored account, in the order in which they are told: back from being missing, status, set-up,
 * everything else, and balances where the provider had told that they moved. A fact that nobody had told before is learned,
 * not changed. Empty when only such things moved.
 */
export function changeEvents(
  before: AccountSnapshot | null,
  after: AccountSnapshot,
  { movesBalances, ...occasion }: ChangeOccasion & { readonly movesBalances: boolean },
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
    ...(movesBalances && hasOtherBalances(before, after)
      ? [event("BALANCE_CHANGED", [balanceChange(before, after)])]
      : []),
  ];
}

/** Whether an account has other balances than before; those that nobody had told before are learned. */
export function hasOtherBalances(before: AccountSnapshot, after: AccountSnapshot): boolean {
  const change = balanceChange(before, after);
  return before.balancesAsOf !== null && !isDeepStrictEqual(change.before, change.after);
}

/** Since when an amount is known is no part of it. */
function balanceChange(before: AccountSnapshot, after: AccountSnapshot): FactChange {
  const shown = ({ facts }: AccountSnapshot) => facts.balances?.map(({ toldEarlier, ...balance }) => balance) ?? null;
  return { field: "balances", before: shown(before), after: shown(after) };
}

function changedFact(field: keyof AccountFacts, before: AccountSnapshot, after: AccountSnapshot): FactChange {
  return { field, before: before.facts[field], after: after.facts[field] };
}

function changedFacts(before: AccountSnapshot, after: AccountSnapshot): readonly FactChange[] {
  return (Object.keys(after.facts) as (keyof AccountFacts)[])
    .filter((field) => !neverNews.has(field) && !before.untold.includes(field))
    .filter((field) => !isSameFact(field, before.facts[field], after.facts[field]))
    .map((field) => changedFact(field, before, after));
}
