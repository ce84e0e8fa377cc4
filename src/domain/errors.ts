/** What is known of the provider's side after the failure: `none` nothing happened there, `unknown` it may have. */
type Outcome = "none" | "unknown";

interface ErrorRow {
  /** The same request may succeed later, by itself: nobody has to change it, nor put anything right. */
  readonly retryable: boolean;
  readonly outcome: Outcome;
  /** HTTP status when the whole request fails with this code. */
  readonly http: number;
}

/** Every error a client can meet. Behaviour hangs on the code, never on the message. */
export const errorTable = {
  BAD_USER_INPUT: { retryable: false, outcome: "none", http: 400 },
  INVALID_ID: { retryable: false, outcome: "none", http: 200 },
  INVALID_CURSOR: { retryable: false, outcome: "none", http: 200 },
  CURSOR_MISMATCH: { retryable: false, outcome: "none", http: 200 },
  /** The log of events does not reach back to the cursor: read the accounts anew. */
  RESYNC_REQUIRED: { retryable: false, outcome: "none", http: 200 },
  INVALID_PAGE_SIZE: { retryable: false, outcome: "none", http: 200 },
  UNKNOWN_PROVIDER: { retryable: false, outcome: "none", http: 200 },
  UNSUPPORTED_OPERATION: { retryable: false, outcome: "none", http: 200 },
  /** Several providers have an account with this id of the client's. */
  AMBIGUOUS_CLIENT_ACCOUNT_ID: { retryable: false, outcome: "none", http: 200 },
  UNAUTHENTICATED: { retryable: false, outcome: "none", http: 401 },
  /** The issuer's keys could not be fetched: nobody's token can be checked now. */
  AUTH_UNAVAILABLE: { retryable: true, outcome: "none", http: 503 },
  FORBIDDEN: { retryable: false, outcome: "none", http: 200 },
  GRAPHQL_PARSE_FAILED: { retryable: false, outcome: "none", http: 400 },
  GRAPHQL_VALIDATION_FAILED: { retryable: false, outcome: "none", http: 400 },
  /** A hash came instead of a document: clients then send the document itself. */
  PERSISTED_QUERY_NOT_SUPPORTED: { retryable: false, outcome: "none", http: 200 },
  BAD_REQUEST: { retryable: false, outcome: "none", http: 400 },
  UNSUPPORTED_MEDIA_TYPE: { retryable: false, outcome: "none", http: 415 },
  PAYLOAD_TOO_LARGE: { retryable: false, outcome: "none", http: 413 },
  METHOD_NOT_ALLOWED: { retryable: false, outcome: "none", http: 405 },
  NOT_FOUND: { retryable: false, outcome: "none", http: 404 },
  /** A webhook that is not proved to be its provider's. */
  WEBHOOK_REFUSED: { retryable: false, outcome: "none", http: 401 },
  /** A webhook that is too old, or from the future. */
  WEBHOOK_EXPIRED: { retryable: false, outcome: "none", http: 401 },
  /** A webhook about an account says neither which nor whose. */
  WEBHOOK_WITHOUT_ACCOUNT: { retryable: false, outcome: "none", http: 200 },
  /** There is no such webhook delivery. */
  WEBHOOK_DELIVERY_NOT_FOUND: { retryable: false, outcome: "none", http: 200 },
  /** No connection, refused, DNS: nothing was received by the provider. */
  PROVIDER_UNREACHABLE: { retryable: true, outcome: "none", http: 200 },
  /** The connection broke after the request was sent. */
  PROVIDER_CONNECTION_LOST: { retryable: true, outcome: "unknown", http: 200 },
  PROVIDER_TIMEOUT: { retryable: true, outcome: "unknown", http: 200 },
  /** HTTP 5xx, or a provider's own code of that class. */
  PROVIDER_ERROR: { retryable: true, outcome: "unknown", http: 200 },
  /** An answer that is not what the provider documents: HTML, truncated JSON, a field of another type. */
  PROVIDER_MALFORMED_ANSWER: { retryable: true, outcome: "unknown", http: 200 },
  PROVIDER_RATE_LIMITED: { retryable: true, outcome: "none", http: 200 },
  /**
   * Our credentials, rights or clock are refused, also after one renewal: until somebody puts that
   * right, which the key outlives.
   */
  PROVIDER_AUTH_FAILED: { retryable: false, outcome: "none", http: 200 },
  /** A documented refusal: any other 4xx. */
  PROVIDER_REJECTED: { retryable: false, outcome: "none", http: 200 },
  /** The provider does not know an account that it knew before. */
  PROVIDER_ACCOUNT_UNKNOWN: { retryable: false, outcome: "none", http: 200 },
  /** The answer differs from what is known but was asked for before that was stored, several times in a row. */
  ANSWER_OVERTAKEN: { retryable: true, outcome: "none", http: 200 },
  /** The provider failed repeatedly; calls wait for it to recover. */
  PROVIDER_CIRCUIT_OPEN: { retryable: true, outcome: "none", http: 200 },
  /** Too many calls to this provider wait already. */
  PROVIDER_BUSY: { retryable: true, outcome: "none", http: 200 },
  /** The same key came with another input: a key belongs to one wish. */
  IDEMPOTENCY_KEY_REUSED: { retryable: false, outcome: "none", http: 200 },
  /** The same key is being worked on; ask again with it. */
  OPERATION_IN_PROGRESS: { retryable: true, outcome: "none", http: 200 },
  /** Whether the change was made is not known yet; ask again with the same key, never with another. */
  OPERATION_IN_DOUBT: { retryable: true, outcome: "unknown", http: 200 },
  /** Somebody decided that nothing more is done for this key. */
  OPERATION_ABANDONED: { retryable: false, outcome: "unknown", http: 200 },
  /** There is no such operation, or not one that can be decided on. */
  OPERATION_NOT_FOUND: { retryable: false, outcome: "none", http: 200 },
  OPERATION_NOT_IN_DOUBT: { retryable: false, outcome: "none", http: 200 },
  /** The customer was not linked to what it is to be unlinked from. */
  CUSTOMER_LINK_NOT_FOUND: { retryable: false, outcome: "none", http: 200 },
  ACCOUNT_NOT_FOUND: { retryable: false, outcome: "none", http: 200 },
  /** Another account, or another wish for one, has this id of the client's. */
  DUPLICATE_CLIENT_ACCOUNT_ID: { retryable: false, outcome: "none", http: 200 },
  /** A change of the same account is under way or in doubt, or was made while this one was thought through. */
  ACCOUNT_BUSY: { retryable: true, outcome: "none", http: 200 },
  /**
   * Another account for the same owner and product is under way or in doubt, and the provider has no key to tell them apart.
   */
  OWNER_BUSY: { retryable: true, outcome: "none", http: 200 },
  /** The account's status does not allow it. */
  INVALID_TRANSITION: { retryable: false, outcome: "none", http: 200 },
  ACCOUNT_NOT_EMPTY: { retryable: false, outcome: "none", http: 200 },
  ACCOUNT_HAS_SUB_ACCOUNTS: { retryable: false, outcome: "none", http: 200 },
  /** The provider was asked, its answer was lost, and the account shows that nothing changed. */
  NOT_APPLIED: { retryable: false, outcome: "none", http: 200 },
  /** A sweep found so many accounts gone that the provider is more likely wrong than they are. */
  SWEEP_TOO_MANY_MISSING: { retryable: true, outcome: "none", http: 200 },
  /** The caller has as many streams or connections as it may have. */
  TOO_MANY_STREAMS: { retryable: true, outcome: "none", http: 429 },
  /** The caller went away before the call was made or answered. */
  CANCELLED: { retryable: true, outcome: "unknown", http: 200 },
  INTERNAL_ERROR: { retryable: true, outcome: "unknown", http: 500 },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;

/** What is known of a failure beside code and message. Never holds personal data or secrets. */
export interface ErrorDetails {
  readonly provider?: string;
  /** The provider's own error code, verbatim. */
  readonly providerCode?: string;
  /**
   * The HTTP status of the provider's answer, where one came: for the journal and the audit log. Among an error's extensions
   * clients would take it for the status of our own answer.
   */
  readonly httpStatus?: number;
  /** The capability that the provider lacks. */
  readonly capability?: string;
  /**
   * Where in the `input` the mistake is: `["target", "revsto", "userId"]`; from an adapter, within
   * its own part: `["userId"]`.
   */
  readonly inputPath?: readonly string[];
  /** The cursor from which the log is complete. */
  readonly oldestCursor?: string;
  /** How long to wait, in milliseconds: as the provider said, or until its circuit is tried again. */
  readonly retryAfterMs?: number;
}

/** The only error that crosses module borders on purpose; its message is written for clients and safe to show. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.details = details;
  }

  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }
}

/** Nobody waits for a call to this provider any more. */
export function cancelled(provider: string, cause?: unknown): GatewayError {
  return new GatewayError("CANCELLED", `The call to ${provider} was cancelled.`, { provider }, cause);
}
