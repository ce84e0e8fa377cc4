import {
  type Expression,
  type ExpressionBuilder,
  type Kysely,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from "kysely";
import type { AccountFilter, PageQuery } from "../domain/account-list.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Tables } from "./tables.ts";

/** A query of accounts that has selected nothing yet. */
type Accounts = SelectQueryBuilder<Tables, "accounts", object>;
type AccountExpressions = ExpressionBuilder<Tables, "accounts">;
type Condition = (row: AccountExpressions) => Expression<SqlBool>;

/** What a query may look at. */
export interface Sight {
  readonly viewer: Viewer;
  /** The configured ones: accounts of any other stay stored, and out of sight. */
  readonly providers: readonly string[];
}

/** The accounts of these refs that are in sight. */
export function selectByRef(database: Kysely<Tables>, sight: Sight, refs: readonly AccountRef[]) {
  return inSight(database, sight).where(oneOf(refs)).selectAll("accounts");
}

/** One keyset page; for `from: "end"` in the reverse of the ordering's direction. */
export function selectPage(database: Kysely<Tables>, sight: Sight, query: PageQuery) {
  const direction = (query.order.direction === "ASC") === (query.from === "start") ? "asc" : "desc";
  const cut = <Row>(accounts: SelectQueryBuilder<Tables, "accounts", Row>) =>
    accounts.orderBy("created_order", direction).orderBy("accounts.id", direction).limit(query.limit);

  const candidates = inSight(database, sight).where(matching(query.filter)).where(between(query));
  const [first, ...others] = sight.viewer.sees === "everything" ? alternatives(query.filter) : [];
  if (first === undefined || others.length === 0) return cut(candidates.selectAll("accounts"));

  // Several values: no index holds all their accounts in order, but one holds each value's. The page is among their first ones.
  const firstOnes = (alternative: Condition) =>
    database
      .selectFrom(cut(candidates.where(alternative).select(["accounts.id", "created_order"])).as("alternative"))
      .select("alternative.id");
  const among = others.reduce((union, other) => union.unionAll(firstOnes(other)), firstOnes(first));
  return cut(database.selectFrom("accounts").where("accounts.id", "in", among).selectAll("accounts"));
}

export function selectCount(database: Kysely<Tables>, sight: Sight, filter: AccountFilter) {
  return inSight(database, sight)
    .where(matching(filter))
    .select((row) => row.fn.countAll<number>().as("total"));
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

/**
 * The accounts of configured providers that the viewer may see. No index answers `is true`, and none shall: nearly every
 * account passes, so a page is read from the index that has its order, as if this condition were not there.
 */
function inSight(database: Kysely<Tables>, { viewer, providers }: Sight): Accounts {
  return visibleTo(database, viewer).where((row) => {
    const isConfigured = row.or(providers.map((name) => row("accounts.provider", "=", name)));
    return sql<SqlBool>`(${isConfigured}) is true`;
  });
}

/** The accounts that a viewer may see: by owner, by the user below an owner, or one by one. */
function visibleTo(database: Kysely<Tables>, viewer: Viewer): Accounts {
  if (viewer.sees === "everything") return database.selectFrom("accounts");
  const linked = database
    .selectFrom("customer_links as link")
    .innerJoin("accounts as linked", "linked.provider", "link.provider")
    .where("link.customer_id", "=", viewer.customerId)
    .select("linked.id");
  const byOwner = linked
    .whereRef("linked.owner_id", "=", "link.target_id")
    .whereRef("linked.owner_kind", "=", "link.target_kind");
  const byUserBelow = linked
    .where("link.target_kind", "=", "USER")
    .whereRef("linked.owner_secondary_id", "=", "link.target_id");
  const single = linked
    .where("link.target_kind", "=", "ACCOUNT")
    .whereRef("linked.provider_account_id", "=", "link.target_id");
  // A cross join keeps SQLite to this order: from the customer's few links to the accounts, never the other way round.
  const visible = database
    .selectFrom(byOwner.union(byUserBelow).union(single).as("visible"))
    .crossJoin("accounts")
    .whereRef("accounts.id", "=", "visible.id");
  return visible as unknown as Accounts;
}

function matching(filter: AccountFilter): Condition {
  return (row) => row.and(filtered(filter).map(({ column, values }) => row.or(values.map(equal(row, column)))));
}

/** One condition for each value of the filter that tells most. */
function alternatives(filter: AccountFilter): readonly Condition[] {
  const [{ column, values } = { column: "status" as const, values: [] }] = filtered(filter);
  return values.map((value) => (row) => equal(row, column)(value));
}

interface FilteredColumn {
  readonly column: "status" | "provider" | "holder_type";
  readonly values: readonly (string | null)[];
}

/** The columns that a filter looks at, the one that usually tells most first. */
function filtered({ statuses, providers, holderTypes }: AccountFilter): readonly FilteredColumn[] {
  return [
    ...(statuses === undefined ? [] : [{ column: "status" as const, values: statuses }]),
    ...(holderTypes === undefined ? [] : [{ column: "holder_type" as const, values: holderTypes }]),
    ...(providers === undefined ? [] : [{ column: "provider" as const, values: providers }]),
  ];
}

function equal(row: AccountExpressions, column: FilteredColumn["column"]) {
  return (value: string | null) => (value === null ? row(column, "is", null) : row(column, "=", value));
}

/** The accounts strictly between the page's two ends. */
function between({ after, before, order }: PageQuery): Condition {
  const [beyond, short] = order.direction === "ASC" ? ([">", "<"] as const) : (["<", ">"] as const);
  return (row) => {
    const place = row.refTuple("accounts.created_order", "accounts.id");
    return row.and([
      ...(after === null ? [] : [row(place, beyond, row.tuple(after.key as number, after.rowId))]),
      ...(before === null ? [] : [row(place, short, row.tuple(before.key as number, before.rowId))]),
    ]);
  };
}
