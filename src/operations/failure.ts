import type { Instant, Owner } from "../domain/account.ts";
import type { NewAuditEntry } from "../domain/audit.ts";
import { GatewayError } from "../domain/errors.ts";
import type { OperationError } from "../domain/operation.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import type { OperationChange } from "../storage/operation-store.ts";
import { planOf } from "./plan.ts";

// What is written down when a change fails: in the journal, and in the audit log.

/** Of an operation that nothing is wrong with. */
export const noError = { error_code: null, error_message: null, provider_code: null, http_status: null } as const;

/** All of it belongs to this error: nothing of an earlier one stays beside it. */
export function errorColumns({ code, message, details }: GatewayError): OperationChange {
  return {
    ...{ error_code: code, error_message: message },
    ...{ provider_code: details.providerCode ?? null, http_status: details.httpStatus ?? null },
  };
}

/** What the key of an operation is told that somebody gave up. */
export const givenUp = "The back office decided that nothing more is done for this key.";

/**
 * The same for the journal, where it replaces why nobody knew what became of the operation: people still want to read that.
 */
export function abandoned(before: OperationError | null): GatewayError {
  const message = before === null ? givenUp : `${givenUp} Before that: ${before.message}`;
  return new GatewayError("OPERATION_ABANDONED", message);
}

/** The audit entry of a change that was refused, was not sent, or is in doubt; by its caller, whoever found out. */
export function failedWrite(stored: StoredOperation, error: OperationError, at: Instant): NewAuditEntry {
  const { id, caller, mutation, state, provider, account } = stored.operation;
  const reason = planOf(stored)?.reason;
  return {
    kind: "FAILED_WRITE",
    ...{ at, provider, accountId: account?.id ?? null, operationId: id, actor: caller },
    details: { mutation, state, error, ...concernedBy(stored), ...(reason !== undefined && { reason }) },
  };
}

/** Whom an audit entry about an operation concerns beside its account. */
export function concernedBy(stored: StoredOperation) {
  const { customerId } = stored.operation;
  const { holder, creation } = planOf(stored) ?? {};
  const owner = holder ?? creation?.owner ?? null;
  return {
    ...(customerId !== null && { customerId }),
    ...(owner !== null && { owner: personOf(owner) }),
  };
}

/** Of a merchant's user that one: who is a person. */
function personOf({ kind, id, secondaryId }: Owner): Pick<Owner, "kind" | "id"> {
  return secondaryId === null ? { kind, id } : { kind: "USER", id: secondaryId };
}
