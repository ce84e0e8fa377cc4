import { type SqlBool, sql, type Transaction } from "kysely";
import type { Instant } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { Tables } from "./tables.ts";

// What keeps an operation from being sent now, asked in the transaction that claims it.

/** Whether another operation has the lane: to be asked in the transaction that takes it. */
export async function isLaneTaken(transaction: Transaction<Tables>, lane: string, id: string): Promise<boolean> {
  const row = await transaction
    .selectFrom("operations")
    .select(sql<number>`1`.as("one"))
    .where("lane", "=", lane)
    .where("state", "in", ["DISPATCHING", "IN_DOUBT"])
    .where("id", "<>", id)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Whether a change of the account was settled later than this, moments ago: to be asked in the transaction that has taken
 * its lane. From the index of when operations ended: no index answers `is true`, and of one account there may be many.
 */
export async function isChangedSince(
  transaction: Transaction<Tables>,
  { provider, id }: AccountRef,
  since: Instant,
): Promise<boolean> {
  const row = await transaction
    .selectFrom("operations")
    .select(sql<number>`1`.as("one"))
    .where("settled_at", ">", since)
    .where((row) => {
      const isOfAccount = row.and([row("provider_account_id", "=", id), row("provider", "=", provider)]);
      const isMade = row.and([row("state", "=", "SUCCEEDED"), row("lane", "is not", null)]);
      return sql<SqlBool>`(${row.and([isOfAccount, isMade])}) is true`;
    })
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
