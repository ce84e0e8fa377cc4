import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { AccountFilter, AmountRange } from "../domain/account-list.ts";
import { plainIban } from "../domain/iban.ts";
import { searchTerms } from "../domain/search-terms.ts";
import { allOf, anyOf, type FilterPart, is, isOneOf, sidePart } from "./account-part.ts";
import { linkedTo } from "./account-sight.ts";
import { decimalKey } from "./decimal-key.ts";
import type { SearchIndex } from "./search-index.ts";
import type { Tables } from "./tables.ts";

/** The parts of a filter that are about an account's numbers and currencies, its customers, and its name's letters. */
export function lookupParts(database: Kysely<Tables>, index: SearchIndex, filter: AccountFilter) {
  const { ibans, accountNumbers, ledgerNumbers, routingCodes, availableBalance, currencies, customers, search } =
    filter;
  return {
    ibans: ibans && numberPart("IBAN", ibans.map(plainIban)),
    accountNumbers: accountNumbers && numberPart("ACCOUNT_NUMBER", accountNumbers),
    ledgerNumbers: ledgerNumbers && numberPart("LEDGER_NUMBER", ledgerNumbers),
    routingCodes: routingCodes && sidePart("account_identifiers", anyOf(routingCodes.map(routingCode))),
    availableBalance: availableBalance && sidePart("account_currencies", availableWithin(availableBalance)),
    currencies: currencies && sidePart("account_currencies", isOneOf(sql`found.currency`, currencies)),
    customers: customers && linkedPart(database, customers),
    search: searchPart(index, searchTerms(search ?? "")),
  } as const satisfies Partial<Record<keyof AccountFilter, FilterPart | undefined>>;
}

function numberPart(kind: string, values: readonly string[]): FilterPart {
  return sidePart("account_identifiers", sql`${isOneOf(sql`found.value`, values)} and found.kind = ${kind}`);
}

function routingCode({ scheme, value }: { scheme?: string; value: string }): RawBuilder<SqlBool> {
  const code = sql<SqlBool>`${is(sql`found.value`, value)} and found.kind = 'ROUTING_CODE'`;
  return scheme === undefined ? code : sql<SqlBool>`${code} and ${is(sql`found.scheme`, scheme)}`;
}

function availableWithin({ currency, from, to }: AmountRange): RawBuilder<SqlBool> {
  return allOf([
    is(sql`found.currency`, currency),
    // Unknown balances are null, which is beyond any bound.
    sql`found.available >= ${from === undefined ? "" : decimalKey(from)}`,
    ...(to === undefined ? [] : [sql<SqlBool>`found.available <= ${decimalKey(to)}`]),
  ]);
}

function linkedPart(database: Kysely<Tables>, customerIds: readonly string[]): FilterPart {
  if (customerIds.length === 0) return { isMet: sql`(1 = 0)`, candidates: () => sql`select 0 as id where 1 = 0` };
  const ids = linkedTo(database, customerIds);
  return {
    isMet: sql`(accounts.id in (${ids})) is true`,
    candidates: (limit) => sql`select theirs.id from (${ids}) as theirs limit ${limit}`,
  };
}

function searchPart(index: SearchIndex, terms: readonly string[]): FilterPart | undefined {
  if (terms.length === 0) return undefined;
  return {
    column: "search_text",
    isMet: allOf(terms.map((term) => sql`accounts.search_text like ${containing(term)} escape '\\'`)),
    candidates: (limit) => index.candidates(terms, limit),
  };
}

function containing(term: string): string {
  return `%${term.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`;
}
