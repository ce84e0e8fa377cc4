import { type AmountName, amountNames, type Balance, type Instant } from "../domain/account.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { Money } from "../domain/money.ts";

/** A balance as it is served: an amount that is unknown or too old is null. */
export interface ShownBalance
  extends Omit<Balance, AmountName | "toldEarlier">,
    Readonly<Record<AmountName, Money | null>> {
  /** When the oldest of the amounts shown was told. */
  readonly asOf: Instant;
}

/** The balances of an account with the amounts told since `since` (null: all); null where it has no balances. */
export function shownBalances(snapshot: AccountSnapshot, since: Instant | null): readonly ShownBalance[] | null {
  const toldAt = snapshot.balancesAsOf ?? snapshot.asOf;
  return snapshot.facts.balances?.map((balance) => shownBalance(balance, toldAt, since)) ?? null;
}

function shownBalance({ toldEarlier, ...balance }: Balance, toldAt: Instant, since: Instant | null): ShownBalance {
  const shown: Record<AmountName, Money | null> = { available: null, current: null, blocked: null, receivable: null };
  let asOf = toldAt;
  for (const name of amountNames) {
    const amount = balance[name] ?? null;
    const amountAsOf = toldEarlier?.[name] ?? toldAt;
    if (amount === null || (since !== null && amountAsOf < since)) continue;
    shown[name] = amount;
    if (amountAsOf < asOf) asOf = amountAsOf;
  }
  return { ...balance, ...shown, asOf };
}
