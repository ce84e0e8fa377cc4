import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { AccountFilter, AmountRange } from "../domain/account-list.ts";
import { searchTerms } from "../domain/search-terms.ts";
import { plainIban } from "./account-identifiers.ts";
import { linkedTo } from "./account-sight.ts";
import { decimalKey } from "./decimal-key.ts";
import type { SearchIndex } from "./search-index.ts";
import type { Tables } from "./tables.ts";

/**
 * A part of a filter that is about other rows than the account's own: its numbers, its currencies, its name's letters.
 * Nobody knows beforehand whether it is met by two accounts or by nearly all.
 */
export interface Lookup {
  /** Of an account (`accounts.id`): whether it meets this. Null where the account's own columns say so. */
  readonly isMet: RawBuilder<SqlBool> | null;
  /** The ids (`id`) of at most so many of those that may meet it. */
  candidates(limit: number): RawBuilder<{ id: number }>;
}

/** The lookups of a filter, the one that usually tells most first. */
export function lookupsOf(database: Kysely<Tables>, index: SearchIndex, filter: AccountFilter): readonly Lookup[] {
  const terms = searchTerms(filter.search ?? "");
  return [
    ...number("IBAN", filter.ibans?.map(plainIban)),
    ...number("ACCOUNT_NUMBER", filter.accountNumbers),
    ...number("LEDGER_NUMBER", filter.ledgerNumbers),
    ...(filter.customers === undefined ? [] : [linked(database, filter.customers)]),
    ...(terms.length === 0 ? [] : [{ isMet: null, candidates: (limit: number) => index.candidates(terms, limit) }]),
    ...(filter.availableBalance === undefined ? [] : [currencyRow(availableWithin(filter.availableBalance))]),
    ...(filter.routingCodes === undefined ? [] : [identifierRow(anyOf(filter.routingCodes.map(routingCode)))]),
    ...(filter.currencies === undefined ? [] : [currencyRow(oneOf(sql`found.currency`, filter.currencies))]),
  ];
}

function number(kind: string, values: readonly string[] | undefined): readonly Lookup[] {
  if (values === undefined) return [];
  return [identifierRow(sql<SqlBool>`${oneOf(sql`found.value`, values)} and found.kind = ${kind}`)];
}

function routingCode({ scheme, value }: { scheme?: string; value: string }): RawBuilder<SqlBool> {
  const code = sql<SqlBool>`found.value = ${value} and found.kind = 'ROUTING_CODE'`;
  return scheme === undefined ? code : sql<SqlBool>`${code} and found.scheme = ${scheme}`;
}

function availableWithin({ currency, from, to }: AmountRange): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.join(
    [
      sql`found.currency = ${currency}`,
      sql`found.available is not null`,
      ...(from === undefined ? [] : [sql`found.available >= ${decimalKey(from)}`]),
      ...(to === undefined ? [] : [sql`found.available <= ${decimalKey(to)}`]),
    ],
    sql` and `,
  )}`;
}

function identifierRow(condition: RawBuilder<SqlBool>): Lookup {
  return sideRow(sql`account_identifiers`, condition);
}

function currencyRow(condition: RawBuilder<SqlBool>): Lookup {
  return sideRow(sql`account_currencies`, condition);
}

function sideRow(table: RawBuilder<unknown>, condition: RawBuilder<SqlBool>): Lookup {
  return {
    isMet: sql<SqlBool>`exists (select 1 from ${table} as found where found.account_id = accounts.id and (${condition}))`,
    candidates: (limit) => sql`select found.account_id as id from ${table} as found where ${condition} limit ${limit}`,
  };
}

function linked(database: Kysely<Tables>, customerIds: readonly string[]): Lookup {
  if (customerIds.length === 0)
    return { isMet: sql<SqlBool>`(1 = 0)`, candidates: () => sql`select 0 as id where 1 = 0` };
  const ids = linkedTo(database, customerIds);
  return {
    isMet: sql<SqlBool>`accounts.id in (${ids})`,
    candidates: (limit) => sql`select linked.id from (${ids}) as linked limit ${limit}`,
  };
}

function anyOf(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql`(1 = 0)` : sql`(${sql.join(conditions, sql` or `)})`;
}

function oneOf(column: RawBuilder<unknown>, values: readonly string[]): RawBuilder<SqlBool> {
  return values.length === 0 ? sql`(1 = 0)` : sql`${column} in (${sql.join(values)})`;
}
