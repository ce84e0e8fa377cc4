import { isDeepStrictEqual } from "node:util";
import type { Transaction } from "kysely";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { type CurrencyRow, currenciesOf, type Identifier, identifiersOf } from "./account-identifiers.ts";
import { searchTextOf } from "./account-rows.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

/** An account as it was (null: new) and as it has just been stored. */
export interface StoredChange {
  readonly before: AccountSnapshot | null;
  readonly after: AccountSnapshot;
}

/** A statement takes 32,766 values on SQLite, and no row here has more than five. */
const rowsAtOnce = 5_000;

/** Keeps what accounts are found by (numbers, currencies, names) in step with them; writes nothing where that stays the same. */
export async function saveLookups(
  transaction: Transaction<Tables>,
  engine: Engine,
  changes: readonly StoredChange[],
): Promise<void> {
  await saveIdentifiers(
    transaction,
    changesOf(changes, ({ facts }) => identifiersOf(facts)),
  );
  await saveCurrencies(
    transaction,
    changesOf(changes, ({ facts }) => currenciesOf(facts)),
  );
  const searched = changesOf(changes, ({ facts }) => [searchTextOf(facts)]);
  await engine.searchIndex.save(
    transaction,
    searched.map(({ accountId, now: [text = ""] }) => ({ accountId, text })),
  );
}

interface Lookup<Row> {
  readonly accountId: number;
  readonly isNew: boolean;
  readonly now: readonly Row[];
}

function changesOf<Row>(
  changes: readonly StoredChange[],
  rowsOf: (snapshot: AccountSnapshot) => readonly Row[],
): readonly Lookup<Row>[] {
  return changes.flatMap(({ before, after }) => {
    const now = rowsOf(after);
    if (before !== null && isDeepStrictEqual(rowsOf(before), now)) return [];
    return [{ accountId: after.rowId, isNew: before === null, now }];
  });
}

async function saveIdentifiers(
  transaction: Transaction<Tables>,
  lookups: readonly Lookup<Identifier>[],
): Promise<void> {
  const changed = knownBefore(lookups);
  if (changed.length > 0) {
    await transaction.deleteFrom("account_identifiers").where("account_id", "in", changed).execute();
  }
  const rows = lookups.flatMap(({ accountId, now }) => now.map((row) => ({ account_id: accountId, ...row })));
  for (const some of inPortions(rows)) await transaction.insertInto("account_identifiers").values(some).execute();
}

async function saveCurrencies(
  transaction: Transaction<Tables>,
  lookups: readonly Lookup<CurrencyRow>[],
): Promise<void> {
  const changed = knownBefore(lookups);
  if (changed.length > 0) {
    await transaction.deleteFrom("account_currencies").where("account_id", "in", changed).execute();
  }
  const rows = lookups.flatMap(({ accountId, now }) => now.map((row) => ({ account_id: accountId, ...row })));
  for (const some of inPortions(rows)) await transaction.insertInto("account_currencies").values(some).execute();
}

function knownBefore(lookups: readonly Lookup<unknown>[]): readonly number[] {
  return lookups.filter(({ isNew }) => !isNew).map(({ accountId }) => accountId);
}

/** An account may have any number of balances, each with numbers of its own. */
function inPortions<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, index) =>
    rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
}
