import type { Insertable } from "kysely";
import type { AccountFacts } from "../domain/account.ts";
import type { AccountIdentifiersTable } from "./tables.ts";

export type Identifier = Omit<Insertable<AccountIdentifiersTable>, "account_id">;

/** Everything an account can be found by: its own numbers, and those of each balance under the balance's currency. */
export function identifiersOf({ iban, accountNumber, ledgerNumber, balances }: AccountFacts): readonly Identifier[] {
  return [
    ...identifier("IBAN", null, iban),
    ...identifier("ACCOUNT_NUMBER", null, accountNumber),
    ...identifier("LEDGER_NUMBER", null, ledgerNumber),
    ...(balances ?? []).flatMap((balance) => [
      ...identifier("IBAN", balance.currency, balance.iban),
      ...identifier("ACCOUNT_NUMBER", balance.currency, balance.accountNumber),
    ]),
  ];
}

function identifier(kind: Identifier["kind"], currency: string | null, value: string | null): readonly Identifier[] {
  if (value === null) return [];
  // People write IBANs with spaces and in either case; the stored one is the plain form.
  return [{ kind, currency, value: kind === "IBAN" ? value.replaceAll(/\s/g, "").toUpperCase() : value }];
}
