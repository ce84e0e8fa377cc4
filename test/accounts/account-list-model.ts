import type { AccountFilter, AccountOrder, InstantRange } from "../../src/domain/account-list.ts";
import type { AccountSnapshot } from "../../src/domain/account-snapshot.ts";
import { fold } from "../../src/domain/folding.ts";

/** One link of a customer, as the table holds it. */
export interface Link {
  readonly customer_id: string;
  readonly provider: string;
  readonly target_kind: "CLIENT" | "USER" | "MERCHANT" | "ACCOUNT";
  readonly target_id: string;
}

/** Whether an account passes a filter: what the words of `AccountFilter` say, without any index. */
export function passes({ ref, facts, ...account }: AccountSnapshot, filter: AccountFilter, links: readonly Link[]) {
  const numbers = (name: "iban" | "accountNumber") =>
    [facts, ...(facts.balances ?? [])].map((holder) => holder[name]?.replaceAll(" ", "").toUpperCase());
  const any = <Value>(wanted: readonly Value[] | undefined, isMet: (value: Value) => boolean) =>
    wanted === undefined || wanted.some(isMet);
  return (
    any(filter.providers, (name) => name === ref.provider) &&
    any(filter.kinds, (kind) => kind === facts.kind) &&
    any(filter.statuses, (status) => status === facts.status) &&
    any(filter.holderTypes, (type) => type === facts.holderType) &&
    any(filter.currencies, (currency) => currenciesOf(facts).includes(currency)) &&
    any(filter.countries, (country) => country === facts.country) &&
    any(filter.owners, ({ kind, id }) => {
      const isOwner = facts.owner?.id === id && (kind ?? facts.owner.kind) === facts.owner.kind;
      return isOwner || (facts.owner?.secondaryId === id && kind !== "CLIENT" && kind !== "MERCHANT");
    }) &&
    any(filter.products, (code) => code === facts.product?.code) &&
    any(filter.serviceProviders, (name) => name === facts.provisioning.serviceProvider) &&
    any(filter.customers, (customer) => isLinked({ ref, facts }, customer, links)) &&
    any(filter.labels, (label) => facts.label !== null && fold(label) === fold(facts.label)) &&
    any(filter.ibans, (iban) => numbers("iban").includes(iban.replaceAll(" ", "").toUpperCase())) &&
    any(filter.accountNumbers, (number) => numbers("accountNumber").includes(number)) &&
    any(filter.ledgerNumbers, (number) => number === facts.ledgerNumber) &&
    any(filter.routingCodes, (wanted) =>
      facts.routingCodes.some((code) => code.value === wanted.value && (wanted.scheme ?? code.scheme) === code.scheme),
    ) &&
    any(filter.clientAccountIds, (id) => id === facts.clientAccountId) &&
    any(filter.mainAccounts, (main) => main.provider === ref.provider && main.id === facts.mainAccountId) &&
    isWithin(facts.createdAt ?? account.firstSeenAt, filter.createdAt) &&
    isWithin(account.statusChangedAt, filter.statusChangedAt) &&
    hasAvailable(facts, filter) &&
    (filter.missing === undefined || filter.missing === (account.missingSince !== null)) &&
    isFound(facts, filter.search ?? "")
  );
}

export function isLinked(
  { ref, facts }: Pick<AccountSnapshot, "ref" | "facts">,
  customer: string,
  links: readonly Link[],
) {
  return links.some(
    ({ customer_id, provider, target_kind: kind, target_id: id }) =>
      customer_id === customer &&
      provider === ref.provider &&
      ((kind === "ACCOUNT" && id === ref.id) ||
        (kind === facts.owner?.kind && id === facts.owner.id) ||
        (kind === "USER" && id === facts.owner?.secondaryId)),
  );
}

/** Compares two accounts as an ordering's words say; never 0 for two accounts. */
export function compare({ field, direction }: AccountOrder, one: AccountSnapshot, other: AccountSnapshot): number {
  const ascending = Buffer.compare(keyOf(field, one), keyOf(field, other)) || one.rowId - other.rowId;
  return direction === "ASC" ? ascending : -ascending;
}

function keyOf(field: AccountOrder["field"], { facts, firstSeenAt, statusChangedAt }: AccountSnapshot): Buffer {
  const key = {
    CREATED_AT: facts.createdAt ?? firstSeenAt,
    HOLDER_NAME: facts.holderName === null ? "" : `+${fold(facts.holderName)}`,
    STATUS_CHANGED_AT: statusChangedAt ?? "",
  }[field];
  return Buffer.from(key);
}

type Facts = AccountSnapshot["facts"];

function currenciesOf({ currencies, balances }: Facts): readonly string[] {
  return [...currencies, ...(balances ?? []).map(({ currency }) => currency)];
}

function isWithin(instant: string | null, range: InstantRange | undefined): boolean {
  if (range === undefined) return true;
  const isFrom = range.from === undefined || (instant ?? "") >= range.from;
  return instant !== null && isFrom && (range.to === undefined || instant < range.to);
}

/** The amounts of these tests are small enough for a double. */
function hasAvailable({ balances }: Facts, { availableBalance: range }: AccountFilter): boolean {
  if (range === undefined) return true;
  const amount = balances?.find(({ currency }) => currency === range.currency)?.available?.amount ?? null;
  if (amount === null) return false;
  return Number(amount) >= Number(range.from ?? "-Infinity") && Number(amount) <= Number(range.to ?? "Infinity");
}

function isFound({ holderName, holderAliases, label }: Facts, search: string): boolean {
  const words = [holderName, ...holderAliases, label].flatMap((name) => fold(name ?? "").split(" "));
  const asked = fold(search).split(" ");
  return asked.every((part) => words.some((word) => (part.length < 3 ? word.startsWith(part) : word.includes(part))));
}
