import type { AccountFacts } from "../domain/account.ts";
import type { DepositInstruction } from "../domain/deposit-information.ts";

/**
 * How to pay into an account whose provider does not say so: by its own numbers, one instruction for each IBAN (scheme
 * `iban`) and each local number (scheme `account-number`), in the currency that goes with it. Empty while it has none, and
 * for an account that takes no money.
 */
export function derivedInstructions(facts: AccountFacts): readonly DepositInstruction[] {
  if (facts.status !== "ACTIVE") return [];
  const own = {
    currency: facts.currencies[0] ?? null,
    iban: facts.iban,
    accountNumber: facts.accountNumber,
    sortCode: facts.routingCodes.find(({ scheme }) => scheme === "sort-code")?.value ?? null,
  };
  const byBalance = (facts.balances ?? []).filter(({ iban, accountNumber }) => iban !== null || accountNumber !== null);
  return (byBalance.length > 0 ? byBalance : [own]).flatMap((numbers) => {
    const blank = {
      accountHolderName: facts.holderName,
      country: facts.country,
      currency: numbers.currency,
      iban: null,
      accountNumber: null,
      ledgerNumber: null,
      routingCodes: [],
      reference: null,
      bankName: null,
      bankAddress: null,
      intermediaryAccount: null,
    };
    const bic = facts.bic === null ? [] : [{ scheme: "bic", value: facts.bic }];
    const sortCode = numbers.sortCode === null ? [] : [{ scheme: "sort-code", value: numbers.sortCode }];
    return [
      ...(numbers.iban === null ? [] : [{ ...blank, scheme: "iban", iban: numbers.iban, routingCodes: bic }]),
      // A local number without its sort code (or the like) leads nowhere.
      ...(numbers.accountNumber === null || numbers.sortCode === null
        ? []
        : [{ ...blank, scheme: "account-number", accountNumber: numbers.accountNumber, routingCodes: sortCode }]),
    ];
  });
}
