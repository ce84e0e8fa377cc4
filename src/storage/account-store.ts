import { type Kysely, sql, type Transaction } from "kysely";
import type { Instant } from "../domain/account.ts";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import type { AccountSnapshot, UnstoredSnapshot } from "../domain/account-snapshot.ts";
import { type StoredChange, saveLookups } from "./account-lookups.ts";
import { oneOf } from "./account-query.ts";
import { type ReadAccountRow, readColumns, type StoredAccount, toRow, toStoredAccount } from "./account-rows.ts";
import type { Engine } from "./engine.ts";
import type { AccountsTable, Tables } from "./tables.ts";

/** The accounts of these refs that exist, keyed by `refKey`. */
export async function loadAccounts(
  database: Kysely<Tables>,
  refs: readonly AccountRef[],
): Promise<ReadonlyMap<string, StoredAccount>> {
  return byRef(await database.selectFrom("accounts").select(readColumns).where(oneOf(refs)).execute());
}

/**
 * The same, locked until the transaction ends; always in ascending order, so that two transactions
 * never wait for each other.
 */
export async function lockAccounts(
  transaction: Transaction<Tables>,
  engine: Engine,
  refs: readonly AccountRef[],
): Promise<ReadonlyMap<string, StoredAccount>> {
  const ascending = transaction.selectFrom("accounts").select(readColumns).where(oneOf(refs)).orderBy("id");
  const locking = ascending.$if(engine.rowLocks, (query) => query.forUpdate());
  return byRef(await locking.execute());
}

function byRef(rows: readonly ReadAccountRow[]): ReadonlyMap<string, StoredAccount> {
  return new Map(rows.map(toStoredAccount).map((account) => [refKey(account.snapshot.ref), account]));
}

/** One account to be written: `before` is its locked row, null for a new one. */
export interface AccountWrite {
  readonly before: StoredAccount | null;
  readonly after: UnstoredSnapshot;
  readonly storedAt: Instant;
}

const keyColumns = ["provider", "provider_account_id"] as const;
const neverChanging: readonly string[] = ["id", "first_seen_at", ...keyColumns];

async function insertAccounts(transaction: Transaction<Tables>, writes: readonly AccountWrite[]) {
  if (writes.length === 0) return [];
  return await transaction
    .insertInto("accounts")
    .values(writes.map(({ after, storedAt }) => toRow(after, storedAt, 1)))
    .onConflict((conflict) => conflict.columns(keyColumns).doNothing())
    .returning(["id", ...keyColumns])
    .execute();
}

/**
 * By their ids: an account that is known must not take a number of the sequence, whose gaps an estimated count would feel.
 */
async function updateAccounts(transaction: Transaction<Tables>, writes: readonly AccountWrite[]) {
  if (writes.length === 0) return [];
  const rows = writes.flatMap(({ before, after, storedAt }) =>
    before === null ? [] : [{ id: before.snapshot.rowId, ...toRow(after, storedAt, before.version + 1) }],
  );
  const changing = Object.keys(rows[0] ?? {}).filter(
    (name) => !neverChanging.includes(name),
  ) as (keyof AccountsTable)[];
  return await transaction
    .insertInto("accounts")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet((row) => Object.fromEntries(changing.map((name) => [name, row.ref(`excluded.${name}`)])))
        .whereRef("accounts.version", "=", sql`excluded.version - 1`),
    )
    .returning(["id", ...keyColumns])
    .execute();
}

/**
 * Writes new and changed accounts (at most 1,000 at once, by the number of values that a statement takes), and what
 * they are found by where that changed. Answers what was stored, keyed by `refKey`; a new account that another process
 * stored first is left out.
 */
export async function saveAccounts(
  transaction: Transaction<Tables>,
  engine: Engine,
  writes: readonly AccountWrite[],
): Promise<ReadonlyMap<string, AccountSnapshot>> {
  if (writes.length === 0) return new Map();
  // One order for all processes, so that two of them that meet the same new accounts never wait for each other.
  const ascending = writes.toSorted((one, other) => (refKey(one.after.ref) < refKey(other.after.ref) ? -1 : 1));
  const created = ascending.filter(({ before }) => before === null);
  const changed = ascending.filter(({ before }) => before !== null);
  const saved = [...(await insertAccounts(transaction, created)), ...(await updateAccounts(transaction, changed))];
  const ids = new Map(saved.map((row) => [refKey({ provider: row.provider, id: row.provider_account_id }), row.id]));

  const stored = new Map<string, AccountSnapshot>();
  const changes: StoredChange[] = [];
  for (const { before, after } of writes) {
    const rowId = ids.get(refKey(after.ref));
    if (rowId === undefined) continue;
    const snapshot = { ...after, rowId };
    stored.set(refKey(after.ref), snapshot);
    changes.push({ before: before?.snapshot ?? null, after: snapshot });
  }
  await saveLookups(transaction, engine, changes);
  return stored;
}
