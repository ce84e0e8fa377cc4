import { hundredths, readAmount } from "../kit/amount.ts";
import type { Books } from "../kit/books.ts";
import { type IfAccount, statuses } from "./account.ts";
import { cut, type PageAsk, type Query } from "./paging.ts";
import { settle } from "./provisioning.ts";
import { invalid } from "./refusal.ts";

type Test = (account: IfAccount, wanted: string, query: Query) => boolean;

/** Each filter by the name behind `data.account.`; texts must be equal. */
const tests: Readonly<Record<string, Test>> = {
  clientId: (account, wanted) => account.clientId === wanted,
  status: (account, wanted) => account.status === wanted,
  currency: (account, wanted) => account.currency === wanted,
  alias: (account, wanted) => account.alias === wanted,
  routingCodeKey: ({ routingCodes }, wanted) => Object.hasOwn(routingCodes, wanted),
  /** Under the given key; under any where none is given. */
  routingCodeValue: ({ routingCodes }, wanted, { "data.account.routingCodeKey": key }) =>
    typeof key === "string" ? routingCodes[key] === wanted : Object.values(routingCodes).includes(wanted),
  iban: (account, wanted) => account.iban === wanted,
  accountNumber: (account, wanted) => account.accountNumber === wanted,
  ledgerNumber: (account, wanted) => account.ledgerNumber === wanted,
  availableBalanceFrom: ({ available }, wanted) => hundredths(available) >= hundredths(wanted),
  availableBalanceTo: ({ available }, wanted) => hundredths(available) <= hundredths(wanted),
  serviceProvider: (account, wanted) => account.serviceProvider === wanted,
  accountHolderName: (account, wanted) => account.accountHolderName === wanted,
  mainAccountId: (account, wanted) => account.mainAccountId === wanted,
};

/** F4: one page of the accounts that pass every given filter, in the order of their creation. */
export function listAccounts(books: Books<IfAccount>, query: Query, page: PageAsk) {
  const now = books.now();
  const passed = readFilters(query);
  if (passed.length === 0) {
    const accounts = cut(books.all(), page).map((account) => settle(account, now));
    return { accounts, total: books.all().length };
  }
  const found = books
    .all()
    .map((account) => settle(account, now))
    .filter((account) => passed.every((passes) => passes(account)));
  return { accounts: cut(found, page), total: found.length };
}

function readFilters(query: Query): ((account: IfAccount) => boolean)[] {
  const given = (name: string) => query[`data.account.${name}`];
  return Object.entries(tests).flatMap(([name, test]) => {
    const wanted = given(name);
    if (wanted === undefined) return [];
    if (typeof wanted !== "string") throw invalid(`data.account.${name}`, "is given more than once");
    checkValue(name, wanted);
    return [(account: IfAccount) => test(account, wanted, query)];
  });
}

function checkValue(name: string, wanted: string): void {
  if (name === "status" && !statuses.some((status) => status === wanted)) {
    throw invalid("data.account.status", `must be one of ${statuses.join(", ")}`);
  }
  if (name.startsWith("availableBalance") && readAmount(wanted) === null) {
    throw invalid(`data.account.${name}`, "must be an amount");
  }
}
