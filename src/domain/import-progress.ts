import type { Instant } from "./account.ts";
import type { ErrorCode } from "./errors.ts";

/** How far the gateway is with reading all accounts of one provider. */
export interface ImportProgress {
  readonly state: "PENDING" | "RUNNING" | "COMPLETE" | "FAILED";
  /** Start of the walk that runs, or ran last. */
  readonly startedAt: Instant | null;
  /** Start of the last complete walk: everything that existed then is in the directory. Null before the first one. */
  readonly completedAt: Instant | null;
  /** Also true when a process before this one completed it. */
  readonly everComplete: boolean;
  /** Accounts read by the walk that runs, or ran last. */
  readonly seen: number;
  /** Rows that could not be read in the last complete walk. */
  readonly malformed: number;
  /** How many more accounts the provider counted in the last complete walk than could be read. */
  readonly missing: number;
  /** Why the last walk failed; null when it did not. */
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
}
