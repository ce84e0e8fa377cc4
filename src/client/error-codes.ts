/** What the gateway can answer with; `extensions.code` of its errors. */
export const gatewayErrorCodes = [
  "BAD_USER_INPUT",
  "INVALID_ID",
  "INVALID_CURSOR",
  "CURSOR_MISMATCH",
  "RESYNC_REQUIRED",
  "INVALID_PAGE_SIZE",
  "UNKNOWN_PROVIDER",
  "UNSUPPORTED_OPERATION",
  "AMBIGUOUS_CLIENT_ACCOUNT_ID",
  "UNAUTHENTICATED",
  "AUTH_UNAVAILABLE",
  "FORBIDDEN",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "BAD_REQUEST",
  "UNSUPPORTED_MEDIA_TYPE",
  "PAYLOAD_TOO_LARGE",
  "METHOD_NOT_ALLOWED",
  "NOT_FOUND",
  "WEBHOOK_REFUSED",
  "WEBHOOK_EXPIRED",
  "WEBHOOK_WITHOUT_ACCOUNT",
  "WEBHOOK_DELIVERY_NOT_FOUND",
  "PROVIDER_UNREACHABLE",
  "PROVIDER_CONNECTION_LOST",
  "PROVIDER_TIMEOUT",
  "PROVIDER_ERROR",
  "PROVIDER_MALFORMED_ANSWER",
  "PROVIDER_RATE_LIMITED",
  "PROVIDER_AUTH_FAILED",
  "PROVIDER_REJECTED",
  "PROVIDER_ACCOUNT_UNKNOWN",
  "PROVIDER_CIRCUIT_OPEN",
  "PROVIDER_BUSY",
  "ANSWER_OVERTAKEN",
  "IDEMPOTENCY_KEY_REUSED",
  "OPERATION_IN_PROGRESS",
  "OPERATION_IN_DOUBT",
  "OPERATION_ABANDONED",
  "OPERATION_NOT_FOUND",
  "OPERATION_NOT_IN_DOUBT",
  "CUSTOMER_LINK_NOT_FOUND",
  "ACCOUNT_NOT_FOUND",
  "DUPLICATE_CLIENT_ACCOUNT_ID",
  "ACCOUNT_BUSY",
  "OWNER_BUSY",
  "INVALID_TRANSITION",
  "ACCOUNT_NOT_EMPTY",
  "ACCOUNT_HAS_SUB_ACCOUNTS",
  "NOT_APPLIED",
  "SWEEP_TOO_MANY_MISSING",
  "TOO_MANY_STREAMS",
  "CANCELLED",
  "INTERNAL_ERROR",
] as const;

export type GatewayErrorCode = (typeof gatewayErrorCodes)[number];

/** What goes wrong between the client and the gateway. */
export type ClientErrorCode =
  /** No answer: no connection, or it broke. */
  | "NETWORK_ERROR"
  /** No answer in time. */
  | "TIMEOUT"
  /** The caller's own signal ended it. */
  | "ABORTED"
  /** Something before the gateway, such as a proxy, answered with an HTTP error. */
  | "HTTP_ERROR"
  /** Something answered that is no GraphQL server. */
  | "MALFORMED_ANSWER"
  /** The `token` function threw. */
  | "TOKEN_UNAVAILABLE"
  /** The request could not even be written: a header, the token or a variable is impossible. */
  | "INVALID_REQUEST"
  /** A newer gateway's code that this client does not know: see `unknownCode`. */
  | "UNKNOWN_ERROR";

export type ErrorCode = GatewayErrorCode | ClientErrorCode;
