import type { AccountFacts, Instant, Owner } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import { creationTrace, ownerLane } from "../domain/owner-lane.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { ChangeRequest, PlannedCreation, Provider } from "../providers/provider.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import type { OperationKey } from "../storage/operation-store.ts";

/** What is written down before anything is sent: enough for any process to find out, later, what became of it. */
export interface StoredPlan {
  readonly request: ChangeRequest;
  /** For an account that shall come into being. */
  readonly creation: Omit<PlannedCreation, "request" | "memory"> | null;
  /**
   * For a change of an account: what it says of itself afterwards. Null where nothing on it tells (adjustments, holders).
   */
  readonly target: Partial<AccountFacts> | null;
  /** What the provider never tells and the gateway remembers once the change is made. */
  readonly memory: Partial<AccountFacts>;
  /**
   * For a holder that is closed: whose accounts show it, where one was open before. No provider
   * tells it of the holder itself.
   */
  readonly holder: (Owner & { readonly hadOpenAccounts: boolean }) | null;
  /** An id of the client's that the account has no more afterwards. */
  readonly releases?: string | null;
  /** Whether a customer opens it for an owner that is linked to it: then it sees the account by that link. */
  readonly isForOwn?: boolean;
  /** Why it is asked for, for the audit log; absent where nobody said. */
  readonly reason?: string;
}

/** A change, thought through and allowed. */
export interface Planned {
  readonly provider: Provider;
  /** Null for one that shall come into being, and for holders. */
  readonly account: AccountRef | null;
  /** Before the account was read whose rules it was thought through by; null where there is none. */
  readonly readAt: Instant | null;
  /** The client's own id that the account gets. */
  readonly clientAccountId: string | null;
  readonly customerId: string | null;
  /** What only one operation at a time may change; null: nothing. */
  readonly lane: string | null;
  readonly plan: StoredPlan;
  /** Of a creation: the accounts that it could be taken for and that are there already; null where that is not asked. */
  readonly before: readonly string[] | null;
}

/** Null before there is one, for what needs no provider, and where it has been erased. */
export function planOf({ plan }: Pick<StoredOperation, "plan">): StoredPlan | null {
  return plan === null ? null : (JSON.parse(plan) as StoredPlan);
}

/**
 * By what an account is found that comes of a creation when it has ended; null for other changes, and where the lane of a
 * creation tells it.
 */
export function traceOf(stored: StoredOperation): string | null {
  const { provider, clientAccountId } = stored.operation;
  const creation = planOf(stored)?.creation ?? null;
  if (provider === null || creation === null || creation.exclusive) return null;
  return creationTrace(provider, creation.owner, clientAccountId);
}

/** A wish: how to think it through is asked only when it is new. */
export interface Intent {
  readonly key: OperationKey;
  /** What the caller may see now; not part of the key. */
  readonly viewer: Viewer;
  /** The input as the client meant it, without the key. */
  readonly input: unknown;
  /** Throws `GatewayError` for what cannot or may not be done; `id` is the operation's, unique for ever. */
  plan(id: string): Promise<Planned>;
}

/** Changes of one account go one after the other. */
export function accountLane({ provider, id }: AccountRef): string {
  return JSON.stringify(["account", provider, id]);
}

/** Where the provider has no key, accounts of one owner and product are opened one after the other. */
export function creationLane(
  provider: string,
  { exclusive, owner, productCode }: Pick<PlannedCreation, "exclusive" | "owner" | "productCode">,
): string | null {
  return exclusive ? ownerLane(provider, owner, productCode) : null;
}
