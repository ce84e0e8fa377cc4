import type { AccountFacts } from "../../../src/domain/account.ts";
import type { ListFilter, ListFilterName } from "../../../src/providers/provider.ts";

type Facts = Partial<AccountFacts>;

/** How a filter looks at an account: the value that would find it, and whether a value does. */
interface FilterRule<Value> {
  readonly valueOf: (facts: Facts) => Value | null | undefined;
  readonly matches: (facts: Facts, value: Value) => boolean;
}

function equal(fact: (facts: Facts) => string | null | undefined): FilterRule<string> {
  return { valueOf: fact, matches: (facts, value) => fact(facts) === value };
}
function oneOf(valuesOf: (facts: Facts) => readonly (string | null | undefined)[]): FilterRule<string> {
  return {
    valueOf: (facts) => valuesOf(facts).find((value) => value !== null && value !== undefined),
    matches: (facts, value) => valuesOf(facts).includes(value),
  };
}
const available = ({ balances }: Facts): readonly string[] =>
  (balances ?? []).flatMap((balance) => balance.available?.amount ?? []);
const ownerId = (kind: string) => (facts: Facts) => (facts.owner?.kind === kind ? facts.owner.id : null);

const rules: { readonly [Name in ListFilterName]: FilterRule<NonNullable<ListFilter[Name]>> } = {
  iban: oneOf(({ iban, balances }) => [iban, ...(balances ?? []).map((balance) => balance.iban)]),
  clientAccountId: equal((facts) => facts.clientAccountId),
  holderName: {
    valueOf: (facts) => facts.holderName,
    matches: ({ holderName }, value) => (holderName ?? "").toLowerCase().includes(value.toLowerCase()),
  },
  status: { valueOf: (facts) => facts.status, matches: ({ status }, value) => status === value },
  currency: oneOf((facts) => facts.currencies ?? []),
  label: equal((facts) => facts.label),
  accountNumber: oneOf(({ accountNumber, balances }) => [
    accountNumber,
    ...(balances ?? []).map((balance) => balance.accountNumber),
  ]),
  ledgerNumber: equal((facts) => facts.ledgerNumber),
  clientId: equal(ownerId("CLIENT")),
  userId: oneOf((facts) => [ownerId("USER")(facts), facts.owner?.secondaryId]),
  merchantId: equal(ownerId("MERCHANT")),
  productCode: equal((facts) => facts.product?.code),
  mainAccountId: equal((facts) => facts.mainAccountId),
  routingCode: {
    valueOf: (facts) => facts.routingCodes?.[0],
    matches: ({ routingCodes = [] }, { scheme, value }) =>
      routingCodes.some((code) => code.scheme === scheme && code.value === value),
  },
  availableFrom: {
    valueOf: (facts) => available(facts)[0],
    matches: (facts, least) => available(facts).some((amount) => Number(amount) >= Number(least)),
  },
  availableTo: {
    valueOf: (facts) => available(facts)[0],
    matches: (facts, most) => available(facts).some((amount) => Number(amount) <= Number(most)),
  },
};

export const filterNames = Object.keys(rules) as readonly ListFilterName[];

/** A filter that finds the account, and how to tell who else it should find; null where the account has no such value. */
export function filterFor(
  name: ListFilterName,
  facts: Facts,
): { readonly filter: ListFilter; readonly finds: (facts: Facts) => boolean } | null {
  const rule = rules[name] as FilterRule<unknown>;
  const value = rule.valueOf(facts);
  if (value === null || value === undefined) return null;
  return { filter: { [name]: value }, finds: (other) => rule.matches(other, value) };
}

/** Any value of the right type. */
export function anyFilter(name: ListFilterName): ListFilter {
  return { [name]: name === "routingCode" ? { scheme: "sort-code", value: "123456" } : "1" };
}
