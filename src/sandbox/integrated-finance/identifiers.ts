import { checkedIban } from "../kit/iban.ts";
import type { Identifiers } from "./account.ts";

export const noIdentifiers: Identifiers = { iban: null, accountNumber: null, routingCodes: {} };

const sortCode = "040398";
const bic = "IFPLGB2LXXX";

/** What a service provider issues: sort code for pounds, ABA for dollars, an IBAN with a BIC for the rest. */
export function issueIdentifiers(currency: string, ledgerNumber: string): Identifiers {
  const iban = checkedIban("GB", `IFPL${sortCode}${ledgerNumber}`);
  switch (currency) {
    case "GBP":
      return { iban, accountNumber: ledgerNumber, routingCodes: { "sort-code": sortCode, bic } };
    case "USD":
      return { iban: null, accountNumber: `83${ledgerNumber}`, routingCodes: { aba: "026073150", bic } };
    default:
      return { iban, accountNumber: null, routingCodes: { bic } };
  }
}
