import type { Insertable } from "kysely";
import type { AccountFacts } from "../domain/account.ts";
import { plainIban } from "../domain/iban.ts";
import { decimalKey } from "./decimal-key.ts";
import { indexedText } from "./indexed-text.ts";
import type { AccountCurrenciesTable, AccountIdentifiersTable } from "./tables.ts";

export type Identifier = Omit<Insertable<AccountIdentifiersTable>, "account_id">;
export type CurrencyRow = Omit<Insertable<AccountCurrenciesTable>, "account_id">;

/** Everything an account can be found by: its own numbers, and those of each balance under the balance's currency. */
export function identifiersOf(facts: AccountFacts): readonly Identifier[] {
  const { iban, accountNumber, ledgerNumber, routingCodes, balances } = facts;
  return [
    ...identifier("IBAN", null, iban),
    ...identifier("ACCOUNT_NUMBER", null, accountNumber),
    ...identifier("LEDGER_NUMBER", null, ledgerNumber),
    ...routingCodes.map(({ scheme, value }) => ({
      ...{ kind: "ROUTING_CODE" as const, currency: null },
      ...{ scheme: indexedText(scheme), value: indexedText(value) },
    })),
    ...(balances ?? []).flatMap((balance) => [
      ...identifier("IBAN", balance.currency, balance.iban),
      ...identifier("ACCOUNT_NUMBER", balance.currency, balance.accountNumber),
    ]),
  ];
}

/** Each currency once, with the last known available balance in it. */
export function currenciesOf({ currencies, balances }: AccountFacts): readonly CurrencyRow[] {
  const all = new Set([...currencies, ...(balances ?? []).map(({ currency }) => currency)].map(indexedText));
  return [...all].map((currency) => {
    const available = balances?.find((balance) => indexedText(balance.currency) === currency)?.available ?? null;
    return { currency, available: available && indexedText(decimalKey(available.amount)) };
  });
}

function identifier(kind: Identifier["kind"], currency: string | null, value: string | null): readonly Identifier[] {
  if (value === null) return [];
  const plain = indexedText(kind === "IBAN" ? plainIban(value) : value);
  return [{ kind, currency: currency && indexedText(currency), scheme: null, value: plain }];
}
