import { type SqlBool, sql } from "kysely";
import type { AccountFilter, InstantRange } from "../domain/account-list.ts";
import { fold } from "../domain/folding.ts";
import { searchTerms } from "../domain/search-terms.ts";
import type { Lookup } from "./account-lookup-filter.ts";
import type { AccountExpressions, Condition } from "./account-sight.ts";

/** The accounts that pass a filter, whose lookups these are. */
export function matching(filter: AccountFilter, lookups: readonly Lookup[]): Condition {
  return (row) =>
    row.and([
      ...sharedColumns(filter).map(({ column, values }) => row.or(values.map((value) => equal(row, column, value)))),
      ...rareConditions(filter).map((condition) => condition(row)),
      ...lookups.flatMap(({ isMet }) => isMet ?? []),
      ...searchTerms(filter.search ?? "").map(
        (term) => sql<SqlBool>`accounts.search_text like ${containing(term)} escape '\\'`,
      ),
    ]);
}

/** A column whose values many accounts share; each has an index with the order of creation behind it. */
export interface SharedColumn {
  readonly column:
    | "status"
    | "kind"
    | "holder_type"
    | "country"
    | "product_code"
    | "service_provider"
    | "label"
    | "missing_since"
    | "provider";
  readonly values: readonly (string | null)[];
}

/** The shared columns that a filter looks at, the one that usually tells most first. */
export function sharedColumns(filter: AccountFilter): readonly SharedColumn[] {
  const columns: readonly [SharedColumn["column"], readonly (string | null)[] | undefined][] = [
    ["label", filter.labels?.map(fold)],
    ["product_code", filter.products],
    ["service_provider", filter.serviceProviders],
    ["status", filter.statuses],
    ["country", filter.countries],
    ["holder_type", filter.holderTypes],
    ["kind", filter.kinds],
    ["provider", filter.providers],
    ["missing_since", filter.missing === false ? [null] : undefined],
  ];
  return columns.flatMap(([column, values]) => (values === undefined ? [] : [{ column, values }]));
}

export function equal(row: AccountExpressions, column: SharedColumn["column"], value: string | null) {
  return value === null ? row(`accounts.${column}`, "is", null) : row(`accounts.${column}`, "=", value);
}

/** Conditions that few accounts meet, or that are stretches of an ordering. */
function rareConditions(filter: AccountFilter): readonly Condition[] {
  const { owners, clientAccountIds, mainAccounts, createdAt, statusChangedAt, missing } = filter;
  const conditions: Condition[] = [];
  if (missing === true) conditions.push((row) => row("accounts.missing_since", "is not", null));
  if (clientAccountIds) conditions.push((row) => oneOf(row, "client_account_id", clientAccountIds));
  if (createdAt) conditions.push((row) => within(row, "created_order", createdAt));
  if (statusChangedAt) {
    conditions.push((row) => row("accounts.status_changed_order", ">", 0));
    conditions.push((row) => within(row, "status_changed_order", statusChangedAt));
  }
  if (mainAccounts) {
    conditions.push((row) =>
      row.or(
        mainAccounts.map(({ provider, id }) =>
          row("accounts.main_account_id", "=", id).and("accounts.provider", "=", provider),
        ),
      ),
    );
  }
  if (owners) {
    conditions.push((row) =>
      row.or(
        owners.flatMap(({ kind, id }) => {
          const first = row("accounts.owner_id", "=", id);
          const below = row("accounts.owner_secondary_id", "=", id);
          return [
            kind === undefined ? first : first.and("accounts.owner_kind", "=", kind),
            ...(kind === undefined || kind === "USER" ? [below] : []),
          ];
        }),
      ),
    );
  }
  return conditions;
}

function oneOf(row: AccountExpressions, column: "client_account_id", values: readonly string[]) {
  return values.length === 0 ? sql<SqlBool>`false` : row(`accounts.${column}`, "in", values);
}

function within(row: AccountExpressions, column: "created_order" | "status_changed_order", { from, to }: InstantRange) {
  return row.and([
    ...(from === undefined ? [] : [row(`accounts.${column}`, ">=", Date.parse(from))]),
    ...(to === undefined ? [] : [row(`accounts.${column}`, "<", Date.parse(to))]),
  ]);
}

function containing(term: string): string {
  return `%${term.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`;
}
