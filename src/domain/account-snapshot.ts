import type { AccountFacts, Instant } from "./account.ts";
import type { AccountRef } from "./account-ref.ts";

/** An account as the directory knows it: the last told value of every fact, and how old that is. */
export interface AccountSnapshot {
  /** The directory's own number of the row; the tie-breaker of every ordering. */
  readonly rowId: number;
  readonly ref: AccountRef;
  readonly facts: AccountFacts;
  /** The facts that no answer has told so far: their values are placeholders, and learning them is no change. */
  readonly untold: readonly (keyof AccountFacts)[];
  /** Database time before the last call that told of this account. */
  readonly asOf: Instant;
  /** The same for its balances, which some endpoints do not tell; null when none were ever told. */
  readonly balancesAsOf: Instant | null;
  /** When the directory saw the status change; null while it has only seen one. */
  readonly statusChangedAt: Instant | null;
  readonly firstSeenAt: Instant;
  /** Since when its provider, asked for this very account, does not know it; null while it does. */
  readonly missingSince: Instant | null;
  /** What the provider last wrote, as JSON text. */
  readonly raw: string;
}

/** A snapshot that has no row yet. */
export type UnstoredSnapshot = Omit<AccountSnapshot, "rowId">;
