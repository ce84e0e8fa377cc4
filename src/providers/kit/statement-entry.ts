import type { StatementEntry } from "../../domain/statement.ts";
import { majorUnits } from "./money.ts";

const directions: Readonly<Record<string, "DEBIT" | "CREDIT">> = { debit: "DEBIT", credit: "CREDIT" };

/** A movement as a provider tells it: its direction in the provider's word, amounts as decimal text of one currency. */
export interface ToldEntry extends Omit<StatementEntry, "direction" | "amount" | "balance"> {
  readonly direction: string | null;
  /** Some write what goes out with a minus; the direction says it already. */
  readonly amount: string;
  readonly balance: string | null;
  readonly currency: string;
}

export function toStatementEntry({ direction, amount, balance, currency, ...entry }: ToldEntry): StatementEntry {
  return {
    ...entry,
    direction: directions[direction ?? ""] ?? null,
    amount: majorUnits(amount.replace(/^-/, ""), currency),
    balance: balance === null ? null : majorUnits(balance, currency),
  };
}
