import { type Expression, type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import type { AccountOrder, PageQuery, Position } from "../domain/account-list.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import { partsOf, type SharedColumn, sharedColumns, stretchOf } from "./account-filter.ts";
import { allOf, type FilterPart, isOneOf } from "./account-part.ts";
import { type ReadAccountRow, readColumns } from "./account-rows.ts";
import { askedBy, type Condition, inSight, type Sight } from "./account-sight.ts";
import type { Database } from "./database.ts";
import type { AccountRow, Tables } from "./tables.ts";

/** How many accounts a page may look at before it tries another way. */
export interface PageEffort {
  /**
   * Where the index of the ordering tells who meets the filter, so many of its next ones are passed
   * before all else; at least one.
   */
  readonly glanced: number;
  /**
   * And this share of all accounts, when by those that were met a whole page is not further: candidates cost the
   * more, the more accounts there are.
   */
  readonly near: number;
  /** So few are looked at one by one and sorted at once. */
  readonly few: number;
  /** Else so many of the ordering's next ones are passed: what many accounts meet is soon met there. */
  readonly walked: number;
  /** Where the index tells, as many as a whole page is far by those that were met, but no more than these. */
  readonly strode: number;
  /** Unless those who meet it stand together further on (a first name, ordered by name): then so many are sorted. */
  readonly sorted: number;
}
const usualEffort: PageEffort = {
  ...{ glanced: 4_000, near: 0.025, few: 1_500 },
  ...{ walked: 10_000, strode: 30_000, sorted: 10_000 },
};

/** What each ordering compares; never null. */
const orderColumns = {
  CREATED_AT: "created_order",
  HOLDER_NAME: "holder_order",
  STATUS_CHANGED_AT: "status_changed_order",
} as const satisfies Record<AccountOrder["field"], keyof AccountRow>;

type Reading = Pick<Database, "read" | "engine">;

/** The accounts of these refs that are in sight. */
export function selectByRef(database: Kysely<Tables>, sight: Sight, refs: readonly AccountRef[]) {
  return inSight(database, sight).where(oneOf(refs)).select(readColumns);
}

/** One keyset page; for `from: "end"` in the reverse of the ordering's direction. */
export async function loadPage(database: Reading, sight: Sight, query: PageQuery): Promise<readonly ReadAccountRow[]> {
  return (await selectPage(database, sight, query)).execute();
}

/** A page that can be read, or explained. */
interface SelectedPage {
  execute(): Promise<readonly ReadAccountRow[]>;
  explain: SelectQueryBuilder<Tables, "accounts", ReadAccountRow>["explain"];
}

/** One that was read already. */
function known(query: SelectedPage, rows: readonly ReadAccountRow[]): SelectedPage {
  return { execute: async () => rows, explain: query.explain.bind(query) };
}

/** The query of a page. It may first ask the database which accounts to look at. */
export async function selectPage(
  { read, engine }: Reading,
  sight: Sight,
  query: PageQuery,
  effort = usualEffort,
): Promise<SelectedPage> {
  const { order, limit, from } = query;
  const direction = (order.direction === "ASC") === (from === "start") ? "asc" : "desc";
  const column = orderColumns[order.field];
  const cut = <Row>(accounts: SelectQueryBuilder<Tables, "accounts", Row>) =>
    accounts.orderBy(`accounts.${column}`, direction).orderBy("accounts.id", direction).limit(limit);

  const { stretch, others: filter } = stretchOf(askedBy(sight.viewer, query.filter), order.field);
  const parts = partsOf(read, engine.searchIndex, filter);
  const places = parts.length === 0 && sight.viewer.sees === "everything" ? amongUnknown(query) : null;
  const meeting = inSight(read, sight)
    .where(allOf(parts.map(({ isMet }) => isMet)))
    .where(allOf(stretch === null ? [] : [stretch]));
  const passing = meeting.where(allOf(between(places === null ? query : withoutEdge(query))));
  /** The first accounts of a page's kind: sorted by their keys alone, before anything else of them is read. */
  const firstOnes = (condition: RawBuilder<SqlBool>) =>
    read
      .selectFrom(cut(passing.where(condition).select(["accounts.id", `accounts.${column}`])).as("first"))
      .select("first.id");
  /**
   * The same of these accounts. The key in a form that no index has: PostgreSQL would walk through an ordering
   * to meet thousands of ids.
   */
  const firstOf = (list: string) => {
    const key = sql.ref(`accounts.${column}`);
    const sorted = passing
      .where(engine.idInList(list))
      .select("accounts.id")
      .orderBy(sql`coalesce(${key}, ${key})`, direction);
    return read.selectFrom(sorted.orderBy("accounts.id", direction).limit(limit).as("first")).select("first.id");
  };
  const among = (accounts: Expression<unknown>) =>
    cut(read.selectFrom("accounts").where(sql<SqlBool>`accounts.id in (${accounts})`).select(readColumns));
  if (sight.viewer.sees !== "everything") return among(firstOnes(sql`(1 = 1)`));

  if (places !== null) return among(firstOnes(places.equal).unionAll(firstOnes(places.beyond)));
  if (parts.length === 0) return cut(passing.select(readColumns));

  const alternatives = order.field === "CREATED_AT" ? valuesOf(sharedColumns(filter)[0]) : [];
  // One shared column alone is read from its index, however many accounts have the value.
  if (alternatives.length === 0 || parts.length > 1) {
    const few = (most: number) => fewCandidates({ read, engine }, parts, most);
    /** Passes so many of the ordering's next accounts by, and reads those that meet the filter. */
    const stride = async (begin: PageQuery, passed: number) => {
      const end = await walkEnd(read, begin, direction, passed);
      const passedBy = allOf([...between(begin), ...(end === null ? [] : [until(begin, direction, end)])]);
      const selected = cut(meeting.where(passedBy).select(readColumns));
      return { selected, rows: await selected.execute(), end };
    };
    const isWhole = (rows: readonly ReadAccountRow[], end: Position | null) => rows.length === limit || end === null;

    const isTold = parts.every(({ column }) => engine.walkedColumns.some((walked) => walked === column));
    const glance = isTold ? await stride(query, effort.glanced) : null;
    if (glance !== null && isWhole(glance.rows, glance.end)) return known(glance.selected, glance.rows);
    const met = glance?.rows ?? [];
    // As far as the page is long, should they go on as they began, and somewhat further.
    const hoped = glance && Math.ceil(1.25 * (limit - met.length) * (effort.glanced / met.length));
    const isNear = hoped !== null && hoped <= effort.strode && hoped <= effort.near * (await lastRowId(read));
    const looked = isNear ? null : await few(effort.few);
    if (looked !== null) return among(firstOf(looked));
    const rest = await stride(
      glance?.end ? behind(query, glance.end) : query,
      Math.min(hoped ?? effort.walked, effort.strode),
    );
    // One whose key moved on between the two strides is in both.
    const others = rest.rows.filter(({ id }) => !met.some((one) => one.id === id));
    const rows = [...met, ...others].slice(0, limit);
    if (isWhole(rows, rest.end)) return known(rest.selected, rows);
    const sorted = await few(effort.sorted);
    if (sorted !== null) return among(firstOf(sorted));
  }
  const [first, ...others] = alternatives;
  if (first === undefined) return cut(passing.select(readColumns));
  if (others.length === 0) return cut(passing.where(first).select(readColumns));
  // Several values: no index holds all their accounts in order, but one holds each value's. The page
  // is among their first ones.
  return among(others.reduce((union, other) => union.unionAll(firstOnes(other)), firstOnes(first)));
}

/**
 * For a page that begins among the accounts whose name or change is unknown, which may be nearly all: those that have the
 * same key, and those beyond. SQLite looks a pair of values up by the first one alone, and would pass all equal ones before.
 */
function amongUnknown(query: PageQuery) {
  const { after, before, order, from } = query;
  const edge = from === "start" ? after : before;
  if (edge === null || (edge.key !== 0 && edge.key !== "0")) return null;
  const behind = (order.direction === "ASC") === (from === "start") ? sql`>` : sql`<`;
  const column = sql.ref(`accounts.${orderColumns[order.field]}`);
  return {
    equal: sql<SqlBool>`${column} = ${edge.key} and accounts.id ${behind} ${edge.rowId}`,
    beyond: sql<SqlBool>`${column} ${behind} ${edge.key}`,
  };
}

function withoutEdge(query: PageQuery): PageQuery {
  return query.from === "start" ? { ...query, after: null } : { ...query, before: null };
}

/** The last of the so many next accounts of a walk; null when there are fewer. */
async function walkEnd(
  read: Kysely<Tables>,
  query: PageQuery,
  direction: "asc" | "desc",
  walked: number,
): Promise<Position | null> {
  const column = orderColumns[query.order.field];
  const end = await read
    .selectFrom("accounts")
    .where(allOf(between(query)))
    .select([`accounts.${column} as key`, "accounts.id as rowId"])
    .orderBy(`accounts.${column}`, direction)
    .orderBy("accounts.id", direction)
    .offset(walked - 1)
    .limit(1)
    .executeTakeFirst();
  return end ?? null;
}

/** About how many accounts there are. */
async function lastRowId(read: Kysely<Tables>): Promise<number> {
  const { last } = await read
    .selectFrom("accounts")
    .select((row) => row.fn.max<number | null>("id").as("last"))
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/** The accounts up to that one, in a walk's direction. */
function until({ order }: PageQuery, direction: "asc" | "desc", end: Position): RawBuilder<SqlBool> {
  const short = direction === "asc" ? sql`<=` : sql`>=`;
  return sql`(${sql.ref(`accounts.${orderColumns[order.field]}`)}, accounts.id) ${short} (${end.key}, ${end.rowId})`;
}

/** The rest of a page behind that account. */
function behind(query: PageQuery, edge: Position): PageQuery {
  return query.from === "start" ? { ...query, after: edge } : { ...query, before: edge };
}

/** The accounts that may meet the first of these parts that few meet, as a list of the engine; null when many meet each. */
async function fewCandidates(
  { read, engine }: Reading,
  parts: readonly FilterPart[],
  few: number,
): Promise<string | null> {
  for (const part of parts) {
    const [found] = (await engine.listed(part.candidates(few + 1)).execute(read)).rows;
    if (found !== undefined && found.count <= few) return found.list;
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
