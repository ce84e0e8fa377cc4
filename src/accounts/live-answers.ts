import type { AccountRef } from "../domain/account-ref.ts";
import type { Observation } from "./directory-contract.ts";

/**
 * Providers' answers of the last seconds, also those that other processes got: one found here saves the call. It is a
 * help, never the truth: what it tells is observed like any answer, and whatever is wrong with it costs a call at most.
 */
export interface LiveAnswers {
  /** The answer about each account, or null; in the order given. Never rejects, and waits for a few milliseconds at most. */
  recall(refs: readonly AccountRef[]): Promise<readonly (Observation | null)[]>;
  /** Keeps them for a while, in the background. */
  keep(answers: readonly Observation[]): void;
}
