import type { Instant } from "../domain/account.ts";
import type { EventCause } from "../domain/account-event.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { NewAuditEntry } from "../domain/audit.ts";
import { ownerLane } from "../domain/owner-lane.ts";
import type { WriteTransaction } from "../storage/database.ts";
import { loadEndedInDoubt } from "../storage/late-accounts.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import type { AuditOrigin } from "./change-audit.ts";

/** Providers' clocks may be that much behind ours. */
const toleranceMs = 5 * 60_000;
/** What appears later than that after the end came of something else. */
const latestMs = 7 * 24 * 60 * 60_000;

export type LateAccount = Extract<NewAuditEntry, { kind: "LATE_ACCOUNT" }>;

/** How accounts came to be seen. */
interface Appearance {
  readonly cause: EventCause;
  readonly at: Instant;
  readonly origin: AuditOrigin;
}

/**
 * Of accounts that are seen for the first time, and that no operation brings: those that may have come of one that was
 * given up, or sent again. The provider made them after all; people must hear of it. An audit entry for each.
 */
export async function findLateAccounts(
  transaction: WriteTransaction,
  appeared: readonly AccountSnapshot[],
  { cause, at, origin: { actor, operationId } }: Appearance,
): Promise<readonly LateAccount[]> {
  const owned = operationId === null ? appeared.filter(({ facts }) => facts.owner !== null) : [];
  const ended = await loadEndedInDoubt(transaction, [...new Set(owned.map(laneOf))]);
  return owned.flatMap((account) =>
    (ended.get(laneOf(account)) ?? [])
      .filter((stored) => mayHaveMade(stored, account))
      .map(({ operation: { id, mutation, state } }): LateAccount => {
        const { provider, id: accountId } = account.ref;
        const details = { cause, occurredAt: account.asOf, mutation, state };
        return { kind: "LATE_ACCOUNT", at, provider, accountId, operationId: id, actor, details };
      }),
  );
}

function laneOf({ ref, facts: { owner, product } }: AccountSnapshot): string {
  return ownerLane(ref.provider, owner, product?.code ?? null);
}

/** Not what was there before it was sent, nor what came long after it had ended. */
function mayHaveMade(
  { operation: { settledAt }, firstSentAt, before }: StoredOperation,
  { ref, firstSeenAt, facts: { createdAt } }: AccountSnapshot,
): boolean {
  if (before?.includes(ref.id)) return false;
  const isEarlier = createdAt !== null && Date.parse(createdAt) < Date.parse(firstSentAt) - toleranceMs;
  const isLater = settledAt !== null && Date.parse(createdAt ?? firstSeenAt) > Date.parse(settledAt) + latestMs;
  return !isEarlier && !isLater;
}
