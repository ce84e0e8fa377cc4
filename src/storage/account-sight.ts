import {
  type Expression,
  type ExpressionBuilder,
  type Kysely,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from "kysely";
import type { AccountFilter } from "../domain/account-list.ts";
import type { Viewer } from "../domain/viewer.ts";
import { isOneOf } from "./account-part.ts";
import type { Tables } from "./tables.ts";

/** A query of accounts that has selected nothing yet. */
export type Accounts = SelectQueryBuilder<Tables, "accounts", object>;
export type AccountExpressions = ExpressionBuilder<Tables, "accounts">;
export type Condition = (row: AccountExpressions) => Expression<SqlBool>;

/** What a query may look at. */
export interface Sight {
  readonly viewer: Viewer;
  /** The configured ones: accounts of any other stay stored, and out of sight. */
  readonly providers: readonly string[];
}

/**
 * The accounts of configured providers that the viewer may see: the row rule, which every query of accounts begins with.
 * No index answers `is true`, and none shall: nearly every account passes, so a page is read from the index that has its
 * order, as if this condition were not there.
 */
export function inSight(database: Kysely<Tables>, { viewer, providers }: Sight): Accounts {
  return visibleTo(database, viewer).where((row) => {
    const isConfigured = row.or(providers.map((name) => row("accounts.provider", "=", name)));
    return sql<SqlBool>`(${isConfigured}) is true`;
  });
}

/** What of a filter the viewer may ask: a customer must not learn who else its accounts are linked to. */
export function askedBy(viewer: Viewer, filter: AccountFilter): AccountFilter {
  if (viewer.sees === "everything" || filter.customers === undefined) return filter;
  return { ...filter, customers: filter.customers.filter((id) => id === viewer.customerId) };
}

function visibleTo(database: Kysely<Tables>, viewer: Viewer): Accounts {
  if (viewer.sees === "everything") return database.selectFrom("accounts");
  // A cross join keeps SQLite to this order: from the customer's few links to the accounts, never the other way round.
  const visible = database
    .selectFrom(linkedTo(database, [viewer.customerId]).as("visible"))
    .crossJoin("accounts")
    .whereRef("accounts.id", "=", "visible.id");
  return visible as unknown as Accounts;
}

/**
 * The ids of the accounts that are linked to any of these customers: by owner, by the user below an owner, or one by one.
 */
export function linkedTo(database: Kysely<Tables>, customerIds: readonly string[]) {
  const linked = database
    .selectFrom("customer_links as link")
    .innerJoin("accounts as linked", "linked.provider", "link.provider")
    .where(isOneOf(sql.ref("link.customer_id"), customerIds))
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
  return byOwner.union(byUserBelow).union(single);
}
