import { checkedIban } from "../kit/iban.ts";
import type { PayneticsAccount, PayneticsBalance } from "./account.ts";
import type { Program } from "./programs.ts";

/** Who an account is opened for, and how. */
export interface Opening {
  readonly program: Program;
  readonly merchant: string;
  readonly user: string;
  readonly main: string | null;
  readonly alias: string;
  readonly skipIdentifiers: boolean;
}

/** Where new tokens and numbers come from: the books for the API, the seed for the demo accounts. */
export interface Issuer {
  token(): string;
  /** The next internal number, counted from 1. */
  number(): number;
}

/** A new account of a program: active, empty, with the identifiers that its program and currencies call for. */
export function openAccount(opening: Opening, issuer: Issuer): PayneticsAccount {
  const { program, main } = opening;
  const hasIdentifiers = program.identifiers && !opening.skipIdentifiers;
  const balances = program.currencies.map((currency, index): PayneticsBalance => {
    const number = issuer.number();
    return {
      token: issuer.token(),
      currency,
      available: "0.00",
      blocked: "0.00",
      ...identifiers(hasIdentifiers ? currency : null, number),
      number: String(number).padStart(10, "0"),
      isMain: main === null && index === 0,
    };
  });
  const number = balances[0]?.number ?? "";
  return {
    id: issuer.token(),
    program: program.code,
    merchant: opening.merchant,
    user: opening.user,
    main,
    alias: opening.alias,
    number,
    linkKey: number.slice(-4),
    status: "active",
    balances,
    movements: [],
  };
}

/** Pounds have a sort code and an account number, the other currencies a Bulgarian IBAN. */
function identifiers(
  currency: string | null,
  number: number,
): Pick<PayneticsBalance, "iban" | "sortCode" | "accountNumber"> {
  const digits = String(number).padStart(8, "0");
  return {
    iban: currency === null || currency === "GBP" ? null : checkedIban("BG", `PATC400211${digits}`),
    sortCode: currency === "GBP" ? "231470" : null,
    accountNumber: currency === "GBP" ? digits : null,
  };
}
