import type { StoredOperation } from "../storage/operation-rows.ts";
import type { OperationKey } from "../storage/operation-store.ts";

/** What a replay needs to know of an operation that has ended for good. */
export type SettledOperation = Pick<StoredOperation, "operation" | "fingerprint">;

/**
 * Operations that ended lately, in front of the journal: a help, never the truth. One found here has ended and stays as it
 * is; that none is found says nothing.
 */
export interface SettledOperations {
  /** Never rejects, and waits for a few milliseconds at most. */
  recall(key: OperationKey): Promise<SettledOperation | null>;
  /** Keeps it for a while, in the background, if it has ended. */
  keep(settled: SettledOperation): void;
}

/** Nothing is kept. */
export const noSettledOperations: SettledOperations = { recall: async () => null, keep() {} };
