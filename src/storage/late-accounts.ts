import { type Kysely, sql } from "kysely";
import type { AccountRef } from "../domain/account-ref.ts";
import type { StoredOperation } from "./operation-rows.ts";
import { toStoredOperation } from "./operation-rows.ts";
import { claimedAccounts } from "./operation-store.ts";
import type { Tables } from "./tables.ts";

/**
 * Given up while in doubt, or sent again after it may have had its effect. As the index of migration 0012 has it, word for
 * word, or it is not used; and as a case, or SQLite takes the index of states, by which most operations of all are read.
 */
const mayShowLate = sql<boolean>`case state when 'ABANDONED' then true when 'SUCCEEDED' then dispatched_at > first_dispatched_at when 'REJECTED' then dispatched_at > first_dispatched_at else false end`;

/** The operations that ended without anybody knowing for certain that nothing more will come of them, by their lanes. */
export async function loadEndedInDoubt(
  read: Kysely<Tables>,
  lanes: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredOperation[]>> {
  if (lanes.length === 0) return new Map();
  const ended = await read
    .selectFrom("operations")
    .selectAll()
    .where("lane", "in", lanes)
    .where(mayShowLate)
    .orderBy("number")
    .execute();
  const byLane = Map.groupBy(ended, ({ lane }) => lane ?? "");
  return new Map([...byLane].map(([lane, rows]) => [lane, rows.map(toStoredOperation)]));
}

/** The accounts that the audit log has as late ones of an operation, and that no operation has got since. */
export async function loadLateAccounts(read: Kysely<Tables>, operationId: string): Promise<readonly AccountRef[]> {
  const rows = await read
    .selectFrom("audit_log")
    .select(["provider", "provider_account_id"])
    .where("operation_id", "=", operationId)
    .where("kind", "=", "LATE_ACCOUNT")
    .orderBy("position")
    .execute();
  const late = rows.map((row) => ({ provider: row.provider ?? "", id: row.provider_account_id ?? "" }));
  const [first] = late;
  if (first === undefined) return [];
  const ids = late.map(({ id }) => id);
  const claimed = await claimedAccounts(read, first.provider, ids);
  return late.filter(({ id }) => !claimed.has(id));
}
