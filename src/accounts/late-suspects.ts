import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { creationTrace, ownerLane } from "../domain/owner-lane.ts";
import type { PlannedCreation } from "../providers/provider.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";

/** Providers' clocks may be that much behind ours. */
const toleranceMs = 5 * 60_000;
/** What appears later than that after the end came of something else. */
const latestMs = 7 * 24 * 60 * 60_000;

/** What of a stored plan is looked at here. */
interface CreationPlan {
  readonly creation: Pick<PlannedCreation, "productCode" | "mainAccountId"> | null;
}

/** By what an account is found that an operation may have opened: the lanes of those that it may have come of. */
export function tracesOf({ ref: { provider }, facts }: AccountSnapshot): readonly string[] {
  const { owner, product, clientAccountId } = facts;
  return [
    ...(owner === null
      ? []
      : [ownerLane(provider, owner, product?.code ?? null), creationTrace(provider, owner, clientAccountId)]),
    ...(clientAccountId === null ? [] : [creationTrace(provider, null, clientAccountId)]),
  ];
}

/**
 * Whether an account may have come of an operation that has a trace of it: not what was there before it was sent, nor what
 * came long after it had ended, nor what tells that it is another one.
 */
export function mayHaveMade(
  { operation: { settledAt, clientAccountId }, firstSentAt, before, plan }: StoredOperation,
  { ref, firstSeenAt, facts }: AccountSnapshot,
): boolean {
  const { createdAt } = facts;
  if (before?.includes(ref.id)) return false;
  if (facts.clientAccountId !== null && facts.clientAccountId !== clientAccountId) return false;
  const isEarlier = createdAt !== null && Date.parse(createdAt) < Date.parse(firstSentAt) - toleranceMs;
  const isLater = settledAt !== null && Date.parse(createdAt ?? firstSeenAt) > Date.parse(settledAt) + latestMs;
  // What was sent may have been erased: then nothing more is known of it.
  const { creation = null } = (JSON.parse(plan ?? "null") as CreationPlan | null) ?? {};
  return !isEarlier && !isLater && (creation === null || isAsAsked(creation, facts));
}

function isAsAsked(
  creation: Pick<PlannedCreation, "productCode" | "mainAccountId">,
  facts: AccountSnapshot["facts"],
): boolean {
  const { productCode } = creation;
  // Not every provider tells it, nor at once.
  return (
    isPlacedAsAsked(creation, facts) && (productCode === null || (facts.product?.code ?? productCode) === productCode)
  );
}

/** Whether an account is a main one, or below the main one, as it was asked for; not every provider tells which. */
export function isPlacedAsAsked(
  { mainAccountId }: Pick<PlannedCreation, "mainAccountId">,
  { kind, mainAccountId: told }: AccountSnapshot["facts"],
): boolean {
  return (kind === "MAIN") === (mainAccountId === null) && (told === null || told === mainAccountId);
}

/**
 * Those that an account may have come of that appears now: not the ones of which as many accounts were seen already as they
 * can have opened, and that are no other suspect's as well. All of them, where that leaves none.
 */
export function unexplained(
  suspects: readonly StoredOperation[],
  seen: ReadonlyMap<string, ReadonlySet<string>>,
): readonly StoredOperation[] {
  const seenOf = ({ operation: { id } }: StoredOperation) => seen.get(id) ?? new Set<string>();
  const isOwn = (account: string) => suspects.filter((one) => seenOf(one).has(account)).length === 1;
  const open = suspects.filter((one) => [...seenOf(one)].filter(isOwn).length < mostAccounts(one));
  return open.length > 0 ? open : suspects;
}

/** How many accounts nobody knows of can have come of it: one of each sending but the one whose outcome was told. */
function mostAccounts({ operation: { attempts, state } }: StoredOperation): number {
  return Math.max(state === "ABANDONED" ? attempts : attempts - 1, 1);
}
