import type { PayneticsAccount, PayneticsBalance } from "./account.ts";
import { movementBetween } from "./movements.ts";

/** New figures of one balance. */
export interface Figures {
  readonly currency: string;
  readonly available: string;
  readonly blocked: string;
}

/** The account with new figures and the movements that lead there. */
export function withFigures(
  account: PayneticsAccount,
  figures: readonly Figures[],
  booking: { readonly token: () => string; readonly date: string },
): PayneticsAccount {
  const after = (balance: PayneticsBalance): PayneticsBalance => ({
    ...balance,
    ...figures.find(({ currency }) => currency === balance.currency),
  });
  const moved = account.balances.flatMap((balance) => {
    const movement = movementBetween(balance, after(balance), { token: booking.token(), date: booking.date });
    return movement ? [movement] : [];
  });
  return { ...account, balances: account.balances.map(after), movements: [...account.movements, ...moved] };
}
