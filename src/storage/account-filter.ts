import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { AccountFilter, AccountOrder, InstantRange } from "../domain/account-list.ts";
import { fold } from "../domain/folding.ts";
import { lookupParts } from "./account-lookup-filter.ts";
import { allOf, anyOf, columnPart, type FilterPart, is, isOneOf } from "./account-part.ts";
import { indexedText } from "./indexed-text.ts";
import type { SearchIndex } from "./search-index.ts";
import type { Tables } from "./tables.ts";

/** The parts of a filter, all of which an account must meet; the one that usually tells most first. */
export function partsOf(database: Kysely<Tables>, index: SearchIndex, filter: AccountFilter): readonly FilterPart[] {
  const lookups = lookupParts(database, index, filter);
  const { clientAccountIds, owners, mainAccounts, missing, statusChangedAt, createdAt } = filter;
  const parts: readonly (FilterPart | undefined)[] = [
    lookups.ibans,
    lookups.accountNumbers,
    lookups.ledgerNumbers,
    clientAccountIds && columnPart(isOneOf(sql`accounts.client_account_id`, clientAccountIds)),
    mainAccounts && columnPart(anyOf(mainAccounts.map(isBelow))),
    owners && columnPart(anyOf(owners.map(isOwnedBy))),
    lookups.customers,
    lookups.search,
    // Any instant is behind the empty text; `is not null` is nothing that SQLite asks an index.
    missing === true ? columnPart(sql`accounts.missing_since > ''`) : undefined,
    lookups.availableBalance,
    ...sharedColumns(filter).map(({ column, values }) => ({
      ...columnPart(isOneOf(sql.ref(`accounts.${column}`), values)),
      column,
    })),
    lookups.routingCodes,
    lookups.currencies,
    statusChangedAt && columnPart(changedWithin(statusChangedAt)),
    createdAt && isBounded(createdAt) ? columnPart(within("created_order", createdAt)) : undefined,
  ];
  return parts.filter((part) => part !== undefined);
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
    ["label", filter.labels?.map((label) => indexedText(fold(label)))],
    ["product_code", filter.products],
    ["service_provider", filter.serviceProviders],
    ["status", filter.statuses],
    ["country", filter.countries],
    ["holder_type", filter.holderTypes],
    ["kind", filter.kinds],
    ["provider", filter.providers],
    ["missing_since", filter.missing === false ? [null] : undefined],
  ];
  return columns.flatMap(([column, values]) =>
    values === undefined ? [] : [{ column, values: [...new Set(values)] }],
  );
}

function isBelow({ provider, id }: { provider: string; id: string }): RawBuilder<SqlBool> {
  return allOf([is(sql`accounts.main_account_id`, id), is(sql`accounts.provider`, provider)]);
}

function isOwnedBy({ kind, id }: { kind?: string; id: string }): RawBuilder<SqlBool> {
  const first = is(sql`accounts.owner_id`, id);
  const below = is(sql`accounts.owner_secondary_id`, id);
  if (kind === undefined) return anyOf([first, below]);
  const ofKind = allOf([first, sql`accounts.owner_kind = ${kind}`]);
  return kind === "USER" ? anyOf([ofKind, below]) : ofKind;
}

/** Accounts that no change was seen of have 0. */
function changedWithin(range: InstantRange): RawBuilder<SqlBool> {
  return allOf([sql`accounts.status_changed_order > 0`, within("status_changed_order", range)]);
}

/** The part of a filter that is a stretch of an ordering: its bounds are bounds of the ordering's own index. */
export function stretchOf(
  filter: AccountFilter,
  field: AccountOrder["field"],
): { readonly stretch: RawBuilder<SqlBool> | null; readonly others: AccountFilter } {
  const { createdAt, ...notCreated } = filter;
  const { statusChangedAt, ...notChanged } = filter;
  if (field === "CREATED_AT" && createdAt) return { stretch: within("created_order", createdAt), others: notCreated };
  if (field === "STATUS_CHANGED_AT" && statusChangedAt) {
    return { stretch: changedWithin(statusChangedAt), others: notChanged };
  }
  return { stretch: null, others: filter };
}

function isBounded({ from, to }: InstantRange): boolean {
  return from !== undefined || to !== undefined;
}

function within(column: "created_order" | "status_changed_order", { from, to }: InstantRange) {
  return allOf([
    ...(from === undefined ? [] : [sql<SqlBool>`${sql.ref(`accounts.${column}`)} >= ${Date.parse(from)}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`${sql.ref(`accounts.${column}`)} < ${Date.parse(to)}`]),
  ]);
}
