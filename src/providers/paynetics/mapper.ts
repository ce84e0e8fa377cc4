import type { AccountFacts, AccountStatus, Balance, Owner, ProviderAccount } from "../../domain/account.ts";
import type { Money } from "../../domain/money.ts";
import type { Product } from "../../domain/product.ts";
import { add, majorUnits } from "../kit/money.ts";
import type { Config } from "./config.ts";
import type { WireAccount, WireBalance } from "./wire.ts";

/** `inactive` stands in the provider's prose only, beside `blocked`. */
const statuses: ReadonlyMap<string, AccountStatus> = new Map([
  ["active", "ACTIVE"],
  ["blocked", "SUSPENDED"],
  ["inactive", "INACTIVE"],
  ["closed", "CLOSED"],
]);

/**
 * What one account answer tells; `raw` is the account as written. Paynetics never tells label, holder name, main
 * account, country, BIC or any date.
 */
export function toAccount(wire: WireAccount, raw: string): ProviderAccount {
  const owner = toOwner(wire);
  const isVirtual = wire.type === "virtual" || wire.is_main === false;
  const facts: Partial<AccountFacts> = {
    kind: isVirtual ? "VIRTUAL" : "MAIN",
    status: statuses.get(wire.status) ?? "UNKNOWN",
    providerStatus: wire.status,
    owner,
    holderType: owner && (owner.kind === "MERCHANT" ? "ORGANISATION" : "INDIVIDUAL"),
    product: wire.program === null ? null : { kind: "PROGRAM", code: wire.program, name: null },
    ledgerNumber: wire.number,
    // Accounts are complete at once; one without an IBAN was asked for without.
    provisioning: { state: "READY", method: null, serviceProvider: null, reference: null, error: null },
    ...(wire.balances && fromBalances(wire.balances, isVirtual)),
  };
  return { id: wire.token, facts, raw };
}

/** Paynetics lists no programs: the configuration does. */
export function toProduct({ code, currencies }: Config["programs"][number]): Product {
  return { kind: "PROGRAM", code, name: null, type: null, currencies, profiles: [] };
}

/** Where both are named, the merchant owns the account and the user below it is the secondary owner. */
export function toOwner({ merchant, user }: Pick<WireAccount, "merchant" | "user">): Owner | null {
  if (merchant !== null) return { kind: "MERCHANT", id: merchant, secondaryId: user };
  return user === null ? null : { kind: "USER", id: user, secondaryId: null };
}

/** The account's own identifiers are its main balance's; a virtual account has no main one, so its first counts. */
function fromBalances(balances: readonly WireBalance[], isVirtual: boolean): Partial<AccountFacts> {
  const main = balances.find((balance) => balance.is_main) ?? balances[0];
  return {
    currencies: [...new Set(balances.map((balance) => balance.currency))],
    balances: balances.map((balance) => toBalance(balance, { isMain: balance.is_main ?? balance === main, isVirtual })),
    iban: main?.iban ?? null,
    accountNumber: main?.account_number ?? null,
    routingCodes: main?.sort_code ? [{ scheme: "sort-code", value: main.sort_code }] : [],
  };
}

function toBalance(wire: WireBalance, { isMain, isVirtual }: { isMain: boolean; isVirtual: boolean }): Balance {
  return {
    currency: wire.currency,
    providerBalanceId: wire.token,
    ...toAmounts(wire),
    iban: wire.iban,
    accountNumber: wire.account_number,
    sortCode: wire.sort_code,
    isMain,
    // A virtual account has no money of its own: its figures are its main account's.
    shared: isVirtual,
  };
}

/** What is there in all is what may be spent and what is reserved: the documents name no third amount. */
function toAmounts({ available, blocked, currency }: WireBalance): Pick<Balance, "available" | "blocked" | "current"> {
  const money = (amount: string | null | undefined): Money | null => (amount ? majorUnits(amount, currency) : null);
  const amounts = { available: money(available), blocked: money(blocked) };
  return { ...amounts, current: amounts.available && amounts.blocked && add(amounts.available, amounts.blocked) };
}
