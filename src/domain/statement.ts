import type { Instant } from "./account.ts";
import type { Money } from "./money.ts";

/** One movement on an account, as the provider tells it. Unknown is null. */
export interface StatementEntry {
  /** The provider's number or token of the transaction; several entries may share one (a transfer and its fee). */
  readonly transactionNumber: string | null;
  readonly bookedAt: Instant;
  readonly direction: "DEBIT" | "CREDIT" | null;
  /** Never negative: `direction` has the sign. */
  readonly amount: Money;
  /** The account's balance after this entry, where the provider tells it. */
  readonly balance: Money | null;
  /** The provider's own word, such as `incoming-transfer`. */
  readonly transactionType: string | null;
  /** The provider's own word, such as `principal` or `fee`. */
  readonly entryType: string | null;
  readonly narrative: string | null;
  readonly reference: string | null;
}

/**
 * Which entries: those booked from `from` to `to`, both inclusive, oldest first; `limit` of them after leaving out `offset`.
 */
export interface StatementQuery {
  readonly from: Instant;
  readonly to: Instant;
  readonly offset: number;
  /** 1 to 100. */
  readonly limit: number;
}

export interface StatementPage {
  readonly entries: readonly StatementEntry[];
  /** How many entries the whole range has. */
  readonly total: number;
}
