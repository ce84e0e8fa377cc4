import { type Kysely, sql } from "kysely";
import type { AccountRef } from "../domain/account-ref.ts";
import type { StoredOperation } from "./operation-rows.ts";
import { toStoredOperation } from "./operation-rows.ts";
import { creations } from "./operation-store.ts";
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

/** The accounts that the audit log has as late ones of these operations, and that no operation has got since. */
export async function loadLateAccounts(
  read: Kysely<Tables>,
  operationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AccountRef[]>> {
  const late = await read
    .selectFrom("audit_log")
    .select(["operation_id", "provider", "provider_account_id"])
    .where("operation_id", "in", operationIds)
    .where("kind", "=", "LATE_ACCOUNT")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("operations")
            .select("operations.number")
            .whereRef("operations.provider", "=", "audit_log.provider")
            .whereRef("operations.provider_account_id", "=", "audit_log.provider_account_id")
            .where("operations.mutation", "in", creations),
        ),
      ),
    )
    .orderBy("position")
    .execute();
  const byOperation = Map.groupBy(late, (row) => row.operation_id ?? "");
  const refTo = (row: (typeof late)[number]) => ({ provider: row.provider ?? "", id: row.provider_account_id ?? "" });
  return new Map([...byOperation].map(([id, rows]) => [id, rows.map(refTo)]));
}
