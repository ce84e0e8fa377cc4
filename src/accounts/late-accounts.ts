import type { Instant } from "../domain/account.ts";
import type { EventCause } from "../domain/account-event.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { NewAuditEntry } from "../domain/audit.ts";
import type { WriteTransaction } from "../storage/database.ts";
import { loadEndedInDoubt, loadLateAccounts } from "../storage/late-accounts.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import type { AuditOrigin } from "./change-audit.ts";
import { mayHaveMade, tracesOf, unexplained } from "./late-suspects.ts";

export type LateAccount = Extract<NewAuditEntry, { kind: "LATE_ACCOUNT" }>;

/** How accounts came to be seen. */
interface Appearance {
  readonly cause: EventCause;
  readonly at: Instant;
  readonly origin: AuditOrigin;
}

/**
 * Of accounts that are seen for the first time, and that no operation brings: those that may have come of one that was
 * given up, or sent again. The provider made them after all; people must hear of it. An audit entry for each, and for
 * several operations where nothing tells which of them it was.
 */
export async function findLateAccounts(
  transaction: WriteTransaction,
  appeared: readonly AccountSnapshot[],
  { cause, at, origin: { actor, operationId } }: Appearance,
): Promise<readonly LateAccount[]> {
  const unclaimed = operationId === null ? appeared : [];
  const ended = await loadEndedInDoubt(transaction, [...new Set(unclaimed.flatMap(tracesOf))]);
  const found = unclaimed.map((account) => {
    const suspects = tracesOf(account).flatMap((trace) => ended.get(trace) ?? []);
    return { account, suspects: suspects.filter((stored) => mayHaveMade(stored, account)) };
  });
  const seen = await seenOf(
    transaction,
    found.flatMap(({ suspects }) => (suspects.length > 1 ? suspects : [])),
  );
  return found.flatMap(({ account, suspects }) =>
    unexplained(suspects, seen).map(({ operation: { id, mutation, state } }): LateAccount => {
      const { provider, id: accountId } = account.ref;
      // What appears together with it is judged by this, too.
      seen.set(id, (seen.get(id) ?? new Set()).add(accountId));
      const details = { cause, occurredAt: account.asOf, mutation, state };
      return { kind: "LATE_ACCOUNT", at, provider, accountId, operationId: id, actor, details };
    }),
  );
}

/** The accounts that were flagged on each of these operations before, and that no other one has got since. */
async function seenOf(
  transaction: WriteTransaction,
  suspects: readonly StoredOperation[],
): Promise<Map<string, Set<string>>> {
  if (suspects.length === 0) return new Map();
  const ids = new Set(suspects.map(({ operation }) => operation.id));
  const late = await loadLateAccounts(transaction, [...ids]);
  return new Map([...late].map(([id, refs]) => [id, new Set(refs.map((ref) => ref.id))]));
}
