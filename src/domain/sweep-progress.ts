import type { Instant } from "./account.ts";
import type { ErrorCode } from "./errors.ts";

export const sweepStates = ["PENDING", "RUNNING", "COMPLETE", "FAILED"] as const;
export type SweepState = (typeof sweepStates)[number];

/** How far the gateway is with reading all accounts of one provider: the same in every process. */
export interface SweepProgress {
  readonly state: SweepState;
  /** Start of the sweep that runs, or ran last. */
  readonly startedAt: Instant | null;
  /** End of the last complete sweep; null before the first one. */
  readonly completedAt: Instant | null;
  /** Start of the last complete sweep: everything that existed then is in the directory. */
  readonly completeAsOf: Instant | null;
  /** When the next sweep, or the next attempt, is due; null while one runs or before the first. */
  readonly nextAt: Instant | null;
  /** Accounts that the sweep that runs, or ran last, has met. */
  readonly seen: number;
  /** How many of these were new or had changed. */
  readonly changed: number;
  /** Rows and accounts that it could not read. */
  readonly failed: number;
  /** Rows that could not be read in the last complete sweep. */
  readonly malformed: number;
  /** How many more accounts the provider counted in the last complete sweep than could be read. */
  readonly missing: number;
  /** Why the last sweep failed; null when it did not. */
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
}

/** Before the first sweep. */
export const pendingSweep: SweepProgress = {
  state: "PENDING",
  startedAt: null,
  completedAt: null,
  completeAsOf: null,
  nextAt: null,
  seen: 0,
  changed: 0,
  failed: 0,
  malformed: 0,
  missing: 0,
  error: null,
};
