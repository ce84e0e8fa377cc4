import { type Kysely, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import type { AccountFilter, AccountOrder, PageQuery } from "../domain/account-list.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import { equal, matching, sharedColumns } from "./account-filter.ts";
import { type Lookup, lookupsOf } from "./account-lookup-filter.ts";
import { type Condition, inSight, type Sight } from "./account-sight.ts";
import type { Database } from "./database.ts";
import type { AccountRow, Tables } from "./tables.ts";

/**
 * So many accounts are looked at one by one and sorted. A part of a filter that more accounts meet is so frequent that a
 * walk through the ordering meets enough of them soon.
 */
const mostCandidates = 1_000;

/** What each ordering compares; never null. */
const orderColumns = {
  CREATED_AT: "created_order",
  HOLDER_NAME: "holder_order",
  STATUS_CHANGED_AT: "status_changed_order",
} as const satisfies Record<AccountOrder["field"], keyof AccountRow>;

type Reading = Pick<Database, "read" | "engine">;

/** The accounts of these refs that are in sight. */
export function selectByRef(database: Kysely<Tables>, sight: Sight, refs: readonly AccountRef[]) {
  return inSight(database, sight).where(oneOf(refs)).selectAll("accounts");
}

/** One keyset page; for `from: "end"` in the reverse of the ordering's direction. */
export async function loadPage(database: Reading, sight: Sight, query: PageQuery): Promise<readonly AccountRow[]> {
  return (await selectPage(database, sight, query)).execute();
}

/** The query of a page. It may ask the database first which part of the filter few accounts (at most `few`) meet. */
export async function selectPage({ read, engine }: Reading, sight: Sight, query: PageQuery, few = mostCandidates) {
  const { filter, order, limit, from } = query;
  const direction = (order.direction === "ASC") === (from === "start") ? "asc" : "desc";
  const column = orderColumns[order.field];
  const cut = <Row>(accounts: SelectQueryBuilder<Tables, "accounts", Row>) =>
    accounts.orderBy(`accounts.${column}`, direction).orderBy("accounts.id", direction).limit(limit);

  const lookups = lookupsOf(read, engine.searchIndex, filter);
  const candidates = inSight(read, sight).where(matching(filter, lookups)).where(between(query));
  if (sight.viewer.sees !== "everything") return cut(candidates.selectAll("accounts"));

  const ids = await fewCandidates(read, lookups, few);
  if (ids !== null) return cut(candidates.where(() => engine.idIn(ids)).selectAll("accounts"));

  const [first, ...others] = order.field === "CREATED_AT" ? alternatives(filter) : [];
  if (first === undefined || others.length === 0) return cut(candidates.selectAll("accounts"));

  // Several values: no index holds all their accounts in order, but one holds each value's. The page is among their first ones.
  const firstOnes = (alternative: Condition) =>
    read
      .selectFrom(
        cut(candidates.where(alternative).select(["accounts.id", "accounts.created_order"])).as("alternative"),
      )
      .select("alternative.id");
  const among = others.reduce((union, other) => union.unionAll(firstOnes(other)), firstOnes(first));
  return cut(read.selectFrom("accounts").where("accounts.id", "in", among).selectAll("accounts"));
}

/** The accounts that may meet the first of these parts that few meet; null when many meet each. */
async function fewCandidates(
  read: Kysely<Tables>,
  lookups: readonly Lookup[],
  few: number,
): Promise<readonly number[] | null> {
  for (const lookup of lookups) {
    const { rows } = await lookup.candidates(few + 1).execute(read);
    if (rows.length <= few) return rows.map(({ id }) => id);
  }
  return null;
}

/** The accounts of these refs, grouped so that each provider's ids are looked up in the index. */
export function oneOf(refs: readonly AccountRef[]): Condition {
  const byProvider = Map.groupBy(refs, (ref) => ref.provider);
  return (row) =>
    row.or(
      [...byProvider].map(([provider, group]) => {
        const ids = group.map((ref) => ref.id);
        return row("provider", "=", provider).and("provider_account_id", "in", ids);
      }),
    );
}

/** One condition for each value of the column that tells most. */
function alternatives(filter: AccountFilter): readonly Condition[] {
  const [most] = sharedColumns(filter);
  return most?.values.map((value) => (row) => equal(row, most.column, value)) ?? [];
}

/** The accounts strictly between the page's two ends. */
function between({ after, before, order }: PageQuery): Condition {
  const [beyond, short] = order.direction === "ASC" ? [sql`>`, sql`<`] : [sql`<`, sql`>`];
  const column = sql.ref(`accounts.${orderColumns[order.field]}`);
  return (row) =>
    row.and([
      ...(after === null ? [] : [sql<SqlBool>`(${column}, accounts.id) ${beyond} (${after.key}, ${after.rowId})`]),
      ...(before === null ? [] : [sql<SqlBool>`(${column}, accounts.id) ${short} (${before.key}, ${before.rowId})`]),
    ]);
}
