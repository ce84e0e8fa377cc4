import type { Observation } from "../accounts/directory-contract.ts";
import type { Instant } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { GatewayError } from "../domain/errors.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import { type OperationChange, sentUntilNow } from "../storage/operation-store.ts";
import { abandoned, errorColumns, noError } from "./failure.ts";
import { traceOf } from "./plan.ts";

/** What became of an operation, as far as is known now. */
export type Verdict =
  | {
      readonly state: "SUCCEEDED";
      readonly account: AccountRef | null;
      /** The account as the provider told it; null when it only said yes. */
      readonly told: Pick<Observation, "account" | "asOf"> | null;
      /** Of a holder that was closed: its accounts as they are now, as far as they could be read. */
      readonly owned?: readonly Observation[];
      /** The provider did not say that it came of this: it was found. */
      readonly isFound?: boolean;
      /** Another account may have come of another sending, if there was one: nothing tells that they were taken for one. */
      readonly mayHaveMore?: boolean;
    }
  | { readonly state: "REJECTED" | "NOT_SENT"; readonly error: GatewayError }
  | { readonly state: "ABANDONED" }
  | {
      readonly state: "IN_DOUBT";
      readonly error: GatewayError;
      /** When it is looked for again, also while a person is to decide; null: not before somebody did. */
      readonly nextAttemptAt: Instant | null;
      readonly misses?: number;
      /** When what may still have its effect was sent, where something was sent since that had none. */
      readonly dispatchedAt?: Instant | null;
      /** Whether it is still to be sent once more, as a person decided. */
      readonly isSentAgain?: boolean;
      readonly candidates?: readonly string[];
    };

/** What a verdict makes of the operation itself. */
export function changeFor(stored: StoredOperation, verdict: Verdict, now: Instant): OperationChange {
  const ended = { state: verdict.state, settled_at: now, next_attempt_at: null };
  switch (verdict.state) {
    case "SUCCEEDED":
      return {
        ...ended,
        ...(verdict.account && { provider: verdict.account.provider, provider_account_id: verdict.account.id }),
        ...{ ...noError, lease_until: null, candidates: "[]" },
        ...(verdict.mayHaveMore && traced(stored)),
      };
    case "ABANDONED":
      return { ...ended, lease_until: null, ...errorColumns(abandoned(stored.operation.error)), ...traced(stored) };
    case "REJECTED":
      return { ...ended, lease_until: null, ...errorColumns(verdict.error), ...traced(stored) };
    case "NOT_SENT":
      // The lease stays: so long its client's own id is kept for the same key.
      return { ...ended, ...errorColumns(verdict.error) };
    case "IN_DOUBT":
      return {
        state: "IN_DOUBT",
        lease_until: null,
        next_attempt_at: verdict.nextAttemptAt,
        settled_at: verdict.dispatchedAt === undefined ? sentUntilNow(now) : stored.sentUntil,
        ...errorColumns(verdict.error),
        ...(verdict.misses !== undefined && { misses: verdict.misses }),
        ...(verdict.dispatchedAt !== undefined && { dispatched_at: verdict.dispatchedAt }),
        ...(verdict.isSentAgain !== undefined && { send_again: Number(verdict.isSentAgain) }),
        ...(verdict.candidates !== undefined && { candidates: JSON.stringify(verdict.candidates) }),
      };
  }
}

/** What was sent may still have its effect: then it must be found by what came of it. */
function traced(stored: StoredOperation): OperationChange {
  const trace = traceOf(stored);
  return trace === null ? {} : { lane: trace };
}
