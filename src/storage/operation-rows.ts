import type { Selectable } from "kysely";
import type { Instant } from "../domain/account.ts";
import { looksNeeded, type Operation, type ProviderRequest } from "../domain/operation.ts";
import type { OperationsTable } from "./operation-tables.ts";

export type OperationRow = Selectable<OperationsTable>;

/** An operation with what only those who work on it need to know. */
export interface StoredOperation {
  readonly operation: Operation;
  readonly fingerprint: string;
  /** JSON. */
  readonly plan: string | null;
  /** When it was sent first, of all sendings that may have had an effect; before that: when it was asked for. */
  readonly firstSentAt: Instant;
  /** In doubt: nothing of it left later than this; null while something may. */
  readonly sentUntil: Instant | null;
  /**
   * Of a creation: the accounts that it could be taken for and that were there before it was sent; null
   * where that was not asked.
   */
  readonly before: readonly string[] | null;
  readonly misses: number;
  readonly isSentAgain: boolean;
  readonly fence: number;
  readonly leaseUntil: Instant | null;
}

/** What of a stored plan is told to others than those who carry it out. */
interface PlanParts {
  readonly request: ProviderRequest;
}

function errorOf({ error_code: code, error_message: message, provider_code, http_status }: OperationRow) {
  if (code === null) return null;
  return { code, message: message ?? "", providerCode: provider_code, httpStatus: http_status };
}

export function toStoredOperation(row: OperationRow): StoredOperation {
  const { provider, provider_account_id: accountId } = row;
  const candidates = JSON.parse(row.candidates) as string[];
  const isInDoubt = row.state === "IN_DOUBT";
  const plan = row.plan === null ? null : (JSON.parse(row.plan) as PlanParts);
  const refTo = (id: string) => ({ provider: provider ?? "", id });
  return {
    operation: {
      id: row.id,
      number: row.number,
      caller: { issuer: row.issuer || null, clientId: row.client_id || null, subject: row.subject },
      mutation: row.mutation,
      idempotencyKey: row.idempotency_key,
      state: row.state,
      provider,
      account: accountId === null ? null : refTo(accountId),
      clientAccountId: row.client_account_id,
      customerId: row.customer_id,
      attempts: row.attempts,
      request: plan?.request ?? null,
      error: errorOf(row),
      createdAt: row.created_at,
      dispatchedAt: row.dispatched_at,
      settledAt: isInDoubt ? null : row.settled_at,
      nextAttemptAt: row.next_attempt_at,
      needsDecision: isInDoubt && (row.misses >= looksNeeded || candidates.length > 1),
      candidates: candidates.map(refTo),
    },
    fingerprint: row.fingerprint,
    plan: row.plan,
    firstSentAt: row.first_dispatched_at ?? row.created_at,
    sentUntil: isInDoubt ? row.settled_at : null,
    before: row.accounts_before === null ? null : (JSON.parse(row.accounts_before) as string[]),
    misses: row.misses,
    isSentAgain: row.send_again === 1,
    fence: row.fence,
    leaseUntil: row.lease_until,
  };
}
