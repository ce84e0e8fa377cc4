import type { ErrorCode } from "../../domain/errors.ts";

/** Which type of the schema tells of each code; every other code is an OtherMutationError. */
const typeOf = {
  BAD_USER_INPUT: "InvalidInputError",
  INVALID_ID: "InvalidInputError",
  UNKNOWN_PROVIDER: "InvalidInputError",
  FORBIDDEN: "ForbiddenError",
  ACCOUNT_NOT_FOUND: "AccountNotFoundError",
  PROVIDER_ACCOUNT_UNKNOWN: "AccountNotFoundError",
  DUPLICATE_CLIENT_ACCOUNT_ID: "DuplicateClientAccountIdError",
  IDEMPOTENCY_KEY_REUSED: "IdempotencyKeyReusedError",
  OPERATION_IN_PROGRESS: "OperationInProgressError",
  OPERATION_IN_DOUBT: "OperationInDoubtError",
  ACCOUNT_BUSY: "BusyError",
  OWNER_BUSY: "BusyError",
  UNSUPPORTED_OPERATION: "UnsupportedOperationError",
  INVALID_TRANSITION: "InvalidTransitionError",
  ACCOUNT_NOT_EMPTY: "AccountNotEmptyError",
  ACCOUNT_HAS_SUB_ACCOUNTS: "AccountNotEmptyError",
  PROVIDER_REJECTED: "ProviderRejectedError",
  PROVIDER_UNREACHABLE: "ProviderUnavailableError",
  PROVIDER_CONNECTION_LOST: "ProviderUnavailableError",
  PROVIDER_TIMEOUT: "ProviderUnavailableError",
  PROVIDER_ERROR: "ProviderUnavailableError",
  PROVIDER_MALFORMED_ANSWER: "ProviderUnavailableError",
  PROVIDER_RATE_LIMITED: "ProviderUnavailableError",
  PROVIDER_AUTH_FAILED: "ProviderUnavailableError",
  PROVIDER_CIRCUIT_OPEN: "ProviderUnavailableError",
  PROVIDER_BUSY: "ProviderUnavailableError",
} as const satisfies Partial<Record<ErrorCode, string>>;

export type ErrorType = (typeof typeOf)[keyof typeof typeOf] | "OtherMutationError";

export function errorTypeOf(code: ErrorCode): ErrorType {
  return code in typeOf ? typeOf[code as keyof typeof typeOf] : "OtherMutationError";
}
