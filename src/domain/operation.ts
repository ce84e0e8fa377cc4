import type { Instant } from "./account.ts";
import type { AccountRef } from "./account-ref.ts";
import type { ErrorCode } from "./errors.ts";

/** Every change that a client can ask for, by the name of its mutation. */
export const mutationNames = [
  "createAccount",
  "migrateAccount",
  "updateAccount",
  "changeAccountStatus",
  "closeAccount",
  "closeAccountHolder",
  "reportConnection",
  "adjustBalance",
  "linkCustomer",
  "unlinkCustomer",
  "resolveOperation",
  "replayWebhookDelivery",
] as const;
export type MutationName = (typeof mutationNames)[number];

/**
 * RECEIVED: claimed, nothing was sent. DISPATCHING: written down, and being sent. SUCCEEDED, REJECTED: how it ended.
 * NOT_SENT: it did not reach the provider, and the same key may send it. IN_DOUBT: it may have had its effect. ABANDONED:
 * a person decided that nothing more is done.
 */
export const operationStates = [
  "RECEIVED",
  "DISPATCHING",
  "SUCCEEDED",
  "REJECTED",
  "NOT_SENT",
  "IN_DOUBT",
  "ABANDONED",
] as const;
export type OperationState = (typeof operationStates)[number];

/** Those of operations that have not ended. */
export const openStates = ["RECEIVED", "DISPATCHING", "IN_DOUBT"] as const satisfies readonly OperationState[];

/** How often something must be looked for in vain before that counts. */
export const looksNeeded = 2;

/** Whose key it is: the same key of another issuer, client or subject is another key. */
export interface OperationCaller {
  readonly issuer: string | null;
  readonly clientId: string | null;
  readonly subject: string;
}

/** One wish of a client, by its idempotency key, and what became of it. */
export interface Operation {
  /** Given by the gateway: a UUID. */
  readonly id: string;
  /** Counts all operations: their order in lists. */
  readonly number: number;
  readonly caller: OperationCaller;
  readonly mutation: MutationName;
  readonly idempotencyKey: string;
  readonly state: OperationState;
  /** Null for what concerns no provider, such as links of customers. */
  readonly provider: string | null;
  /** The account that it was about, or that came of it. */
  readonly account: AccountRef | null;
  readonly clientAccountId: string | null;
  /** For whom: our customer, where one was named. */
  readonly customerId: string | null;
  /** How often it was written down to be sent to the provider, also where it did not leave then. */
  readonly attempts: number;
  /** What is sent to the provider; null before that is decided, and once it was erased. */
  readonly request: ProviderRequest | null;
  /** Why it was refused, not sent, or is in doubt; that it was given up, and why it was in doubt before. */
  readonly error: OperationError | null;
  readonly createdAt: Instant;
  /** When it was last about to be sent; while in doubt, apart from what was refused since. */
  readonly dispatchedAt: Instant | null;
  /** When it ended; null while it may change. */
  readonly settledAt: Instant | null;
  /** When the gateway looks after it again; null when it has ended, or only a person can go on. */
  readonly nextAttemptAt: Instant | null;
  /**
   * Whether it is for a person to decide what becomes of it: nothing that came of it was found, several things were, or
   * what was is another operation's.
   */
  readonly needsDecision: boolean;
  /**
   * What may have come of it, where that is for a person to decide: several accounts, one that only looks like it, or the
   * one that came of another operation.
   */
  readonly candidates: readonly AccountRef[];
}

/** A request to a provider, exactly as it is sent. */
export interface ProviderRequest {
  readonly method: string;
  /** Below the provider's base URL. */
  readonly path: string;
  readonly body: string | null;
  /** What the provider knows repetitions by, where it has such keys. */
  readonly key: string | null;
}

export interface OperationError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly providerCode: string | null;
  /** Of the provider's answer; null when none came. */
  readonly httpStatus: number | null;
}

/** Which operations a list shows, the newest first. */
export interface OperationFilter {
  readonly states?: readonly OperationState[];
  readonly providers?: readonly string[];
  readonly mutations?: readonly MutationName[];
  readonly account?: AccountRef;
  /** Whoever's it is, of whatever mutation. */
  readonly idempotencyKey?: string;
  /** Only its own: what a customer may see. */
  readonly caller?: OperationCaller;
}
