import { addAmounts, hundredths, isZero, subtractAmounts, toAmount } from "../kit/amount.ts";
import type { Movement, PayneticsBalance } from "./account.ts";

interface Booking {
  readonly token: string;
  /** ISO 8601 in UTC. */
  readonly date: string;
}

/** The load (or fee) that explains how a balance came from one figure to another; null where nothing moved. */
export function movementBetween(before: PayneticsBalance, after: PayneticsBalance, booking: Booking): Movement | null {
  const total = (balance: PayneticsBalance) => addAmounts(balance.available, balance.blocked);
  const difference = subtractAmounts(total(after), total(before));
  if (isZero(difference)) return null;
  const isCredit = hundredths(difference) > 0n;
  return {
    ...booking,
    type: isCredit ? "load" : "fee",
    code: isCredit ? "L001" : "F001",
    amount: isCredit ? difference : toAmount(-hundredths(difference)),
    currency: after.currency,
    direction: isCredit ? "credit" : "debit",
    reference: `${isCredit ? "Load" : "Fee"} ${after.number}`,
    balance: after.token,
  };
}
