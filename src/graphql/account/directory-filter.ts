import type * as domain from "../../domain/account-list.ts";
import { GatewayError } from "../../domain/errors.ts";
import { plainIban } from "../../domain/iban.ts";
import { wordsOf } from "../../domain/search-terms.ts";
import { parseAccountId } from "../relay/node.ts";
import type { AccountFilter, AmountRange, TimeRange } from "./account-filter.ts";

const most = { values: 100, letters: 256, searchLetters: 100, searchWords: 5 };

/**
 * A client's filter and search in the directory's words. The same wish in other words (order, repeats, the writing of
 * an IBAN) comes out the same, and so has the same cursors. Throws BAD_USER_INPUT and UNKNOWN_PROVIDER: a misspelt
 * provider must not look like an empty one.
 */
export function directoryFilter(
  filter: AccountFilter,
  search: string | null | undefined,
  configured: readonly string[],
): domain.AccountFilter {
  if (filter.providers?.some((name) => !configured.includes(name))) {
    throw new GatewayError(
      "UNKNOWN_PROVIDER",
      `There is no such provider here; configured are ${configured.join(", ")}.`,
    );
  }
  const { createdAt, statusChangedAt, availableBalance, owners, routingCodes, mainAccounts, missing } = filter;
  return withoutAbsent({
    providers: distinct("providers", filter.providers),
    kinds: distinct("kinds", filter.kinds),
    statuses: distinct("statuses", filter.statuses),
    holderTypes: distinct("holderTypes", filter.holderTypes),
    currencies: distinct("currencies", filter.currencies),
    countries: distinct("countries", filter.countries),
    owners: distinct("owners", owners, ({ kind, id }) =>
      withoutAbsent({ kind: kind ?? undefined, id: bounded("owners", id) }),
    ),
    products: distinct("products", filter.products),
    serviceProviders: distinct("serviceProviders", filter.serviceProviders),
    customers: distinct("customers", filter.customers),
    labels: distinct("labels", filter.labels),
    ibans: distinct("ibans", filter.ibans, (iban) => checkedIban(bounded("ibans", iban))),
    accountNumbers: distinct("accountNumbers", filter.accountNumbers),
    ledgerNumbers: distinct("ledgerNumbers", filter.ledgerNumbers),
    routingCodes: distinct("routingCodes", routingCodes, ({ scheme, value }) =>
      withoutAbsent({
        scheme: scheme == null ? undefined : bounded("routingCodes", scheme),
        value: bounded("routingCodes", value),
      }),
    ),
    clientAccountIds: distinct("clientAccountIds", filter.clientAccountIds),
    mainAccounts: distinct("mainAccounts", mainAccounts, parseAccountId),
    createdAt: createdAt ? timeRange("createdAt", createdAt) : undefined,
    statusChangedAt: statusChangedAt ? timeRange("statusChangedAt", statusChangedAt) : undefined,
    availableBalance: availableBalance ? amountRange(availableBalance) : undefined,
    missing: missing ?? undefined,
    search: search == null ? undefined : checkedSearch(search),
  });
}

/** The plain form of what may be an IBAN. The checksum is not asked for: providers have IBANs that fail it. */
export function checkedIban(iban: string): string {
  const plain = plainIban(iban);
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(plain)) return plain;
  throw new GatewayError(
    "BAD_USER_INPUT",
    "An IBAN begins with two letters and two digits and has at most 34 characters; blanks and case do not matter.",
  );
}

/** Throws BAD_USER_INPUT for a text that no stored value can be as long as. */
function bounded(field: string, text: string): string {
  if (text.length <= most.letters) return text;
  throw new GatewayError("BAD_USER_INPUT", `\`${field}\` takes texts of at most ${most.letters} characters.`);
}

function checkedSearch(search: string): string {
  const words = wordsOf(search);
  if (words.length > 0 && words.length <= most.searchWords && search.length <= most.searchLetters) {
    return words.toSorted().join(" ");
  }
  throw new GatewayError(
    "BAD_USER_INPUT",
    `\`search\` takes 1 to ${most.searchWords} words, at most ${most.searchLetters} characters in all.`,
  );
}

/** Sorted and without repeats. */
function distinct<In, Out = In>(
  field: string,
  values: readonly In[] | null | undefined,
  convert: (value: In) => Out = (value) =>
    (typeof value === "string" ? bounded(field, value) : value) as unknown as Out,
): readonly Out[] | undefined {
  if (values == null) return undefined;
  if (values.length > most.values) {
    throw new GatewayError("BAD_USER_INPUT", `\`${field}\` takes at most ${most.values} values.`);
  }
  const byText = new Map(values.map(convert).map((value) => [JSON.stringify(value), value]));
  return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
}

function timeRange(field: string, { from, to }: TimeRange): domain.InstantRange {
  if (from && to && from >= to) {
    throw new GatewayError(
      "BAD_USER_INPUT",
      `\`${field}\` ends before it begins: \`from\` must be earlier than \`to\`.`,
    );
  }
  return withoutAbsent({ from: from?.toISOString(), to: to?.toISOString() });
}

function amountRange({ currency, from, to }: AmountRange): domain.AmountRange {
  return withoutAbsent({
    currency: bounded("availableBalance.currency", currency),
    from: from ?? undefined,
    to: to ?? undefined,
  });
}

/** Absent fields have no key: what is left out is not the same as undefined, in types and in cursors. */
function withoutAbsent<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };
}
