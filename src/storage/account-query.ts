import { type Expression, type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import type { AccountOrder, PageQuery } from "../domain/account-list.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import { partsOf, type SharedColumn, sharedColumns, stretchOf } from "./account-filter.ts";
import { allOf, type FilterPart, isOneOf } from "./account-part.ts";
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
  const { order, limit, from } = query;
  const direction = (order.direction === "ASC") === (from === "start") ? "asc" : "desc";
  const column = orderColumns[order.field];
  const cut = <Row>(accounts: SelectQueryBuilder<Tables, "accounts", Row>) =>
    accounts.orderBy(`accounts.${column}`, direction).orderBy("accounts.id", direction).limit(limit);

  const { stretch, others: filter } = stretchOf(query.filter, order.field);
  const parts = partsOf(read, engine.searchIndex, filter);
  const passing = inSight(read, sight)
    .where(allOf(parts.map(({ isMet }) => isMet)))
    .where(allOf([...between(query), ...(stretch === null ? [] : [stretch])]));
  /** The first accounts of a page's kind: sorted by their keys alone, before anything else of them is read. */
  const firstOnes = (condition: RawBuilder<SqlBool>) =>
    read
      .selectFrom(cut(passing.where(condition).select(["accounts.id", `accounts.${column}`])).as("first"))
      .select("first.id");
  const among = (accounts: Expression<unknown>) =>
    cut(read.selectFrom("accounts").where(sql<SqlBool>`accounts.id in (${accounts})`).selectAll("accounts"));
  if (sight.viewer.sees !== "everything") return among(firstOnes(sql`(1 = 1)`));

  const alternatives = order.field === "CREATED_AT" ? valuesOf(sharedColumns(filter)[0]) : [];
  // One shared column alone is read from its index, however many accounts have the value.
  const ids = alternatives.length > 0 && parts.length === 1 ? null : await fewCandidates(read, parts, few);
  if (ids !== null) return among(firstOnes(engine.idIn(ids)));

  const [first, ...others] = alternatives;
  if (first === undefined) return cut(passing.selectAll("accounts"));
  if (others.length === 0) return cut(passing.where(first).selectAll("accounts"));
  // Several values: no index holds all their accounts in order, but one holds each value's. The page is among their first ones.
  return among(others.reduce((union, other) => union.unionAll(firstOnes(other)), firstOnes(first)));
}

/** The accounts that may meet the first of these parts that few meet; null when many meet each. */
async function fewCandidates(
  read: Kysely<Tables>,
  parts: readonly FilterPart[],
  few: number,
): Promise<readonly number[] | null> {
  for (const part of parts) {
    const { rows } = await part.candidates(few + 1).execute(read);
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

/** One condition for each value of a shared column. */
function valuesOf(shared: SharedColumn | undefined): readonly RawBuilder<SqlBool>[] {
  return shared?.values.map((value) => isOneOf(sql.ref(`accounts.${shared.column}`), [value])) ?? [];
}

/** The accounts strictly between the page's two ends. */
function between({ after, before, order }: PageQuery): readonly RawBuilder<SqlBool>[] {
  const [beyond, short] = order.direction === "ASC" ? [sql`>`, sql`<`] : [sql`<`, sql`>`];
  const column = sql.ref(`accounts.${orderColumns[order.field]}`);
  return [
    ...(after === null ? [] : [sql<SqlBool>`(${column}, accounts.id) ${beyond} (${after.key}, ${after.rowId})`]),
    ...(before === null ? [] : [sql<SqlBool>`(${column}, accounts.id) ${short} (${before.key}, ${before.rowId})`]),
  ];
}
