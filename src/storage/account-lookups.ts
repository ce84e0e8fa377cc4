import { isDeepStrictEqual } from "node:util";
import type { Compilable, CompiledQuery } from "kysely";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { chunked } from "../domain/chunks.ts";
import { currenciesOf, identifiersOf } from "./account-identifiers.ts";
import { searchTextOf } from "./account-rows.ts";
import type { WriteTransaction } from "./database.ts";
import type { Engine } from "./engine.ts";
import { together } from "./together.ts";

/** An account as it was (null: new) and as it has just been stored. */
export interface StoredChange {
  readonly before: AccountSnapshot | null;
  readonly after: AccountSnapshot;
}

/** A statement takes 32,766 values on SQLite, and no row here has more than five. */
const rowsAtOnce = 5_000;

/**
 * Keeps what accounts are found by (numbers, currencies, names) in step with them; writes nothing where that stays the same.
 */
export async function saveLookups(
  transaction: WriteTransaction,
  engine: Engine,
  changes: readonly StoredChange[],
): Promise<void> {
  const identifiers = changesOf(changes, ({ facts }) => identifiersOf(facts));
  const currencies = changesOf(changes, ({ facts }) => currenciesOf(facts));
  const texts = changesOf(changes, ({ facts }) => [searchTextOf(facts)]);
  const searched = texts.map(({ accountId, now: [text = ""] }) => ({ accountId, text }));
  await together(transaction, [
    ...replacing(identifiers, {
      remove: (ids) => transaction.deleteFrom("account_identifiers").where("account_id", "in", ids),
      insert: (rows) => transaction.insertInto("account_identifiers").values(rows),
    }),
    ...replacing(currencies, {
      remove: (ids) => transaction.deleteFrom("account_currencies").where("account_id", "in", ids),
      insert: (rows) => transaction.insertInto("account_currencies").values(rows),
    }),
    ...engine.searchIndex.saveStatements(searched).map((statement) => statement.compile(transaction)),
  ]);
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

interface Replacing<Row> {
  remove(ids: readonly number[]): Compilable;
  insert(rows: readonly (Row & { readonly account_id: number })[]): Compilable;
}

/** The statements that write rows of accounts in the place of those that there were before. */
function replacing<Row>(lookups: readonly Lookup<Row>[], { remove, insert }: Replacing<Row>): readonly CompiledQuery[] {
  const known = lookups.filter(({ isNew }) => !isNew).map(({ accountId }) => accountId);
  const rows = lookups.flatMap(({ accountId, now }) => now.map((row) => ({ account_id: accountId, ...row })));
  return [
    ...(known.length === 0 ? [] : [remove(known).compile()]),
    // An account may have any number of balances, each with numbers of its own.
    ...chunked(rows, rowsAtOnce).map((part) => insert(part).compile()),
  ];
}
