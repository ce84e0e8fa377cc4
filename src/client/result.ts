import type { ErrorCode } from "./error-codes.ts";

/** One thing that went wrong. Decide by `code` and `retryable`; `message` is for people. */
export interface GatewayError {
  readonly code: ErrorCode;
  readonly message: string;
  /** The same request may succeed later without any change. */
  readonly retryable: boolean;
  /**
   * Which field of `data` is null for it, such as `["account", "balances"]`, or which change was not made, such as
   * `["createAccount"]`; null: the whole request failed.
   */
  readonly path: readonly (string | number)[] | null;
  /** Of a change that was not made: where in the variables the mistake is, such as `["input", "accountId"]`. */
  readonly inputPath?: readonly string[];
  /** The provider that caused it, by its name in the gateway. */
  readonly provider?: string;
  /** That provider's own error code, verbatim. */
  readonly providerCode?: string;
  /** What the provider lacks, such as `STATEMENTS`. */
  readonly capability?: string;
  /** Of RESYNC_REQUIRED: the cursor from which the log is complete. */
  readonly oldestCursor?: string;
  /** When to ask again, in milliseconds from now, where that is known. */
  readonly retryAfterMs?: number;
  /** The HTTP status, when it was not 200. */
  readonly httpStatus?: number;
  /** The code of an `UNKNOWN_ERROR`. */
  readonly unknownCode?: string;
  /** What the runtime threw, for a log of one's own; never sent by the gateway. */
  readonly cause?: unknown;
}

/**
 * An answer: all of `data`, and every change of it made; or what could be had of it beside the errors. `data` is null
 * only when the whole request failed, and then there is an error.
 */
export type Result<Data> =
  | { readonly ok: true; readonly data: Data; readonly errors: readonly [] }
  | { readonly ok: false; readonly data: Data | null; readonly errors: Errors };

/** At least one. */
export type Errors = readonly [GatewayError, ...GatewayError[]];

/** The same as an exception, for `unwrap` and for walks. `code` and `retryable` are those of the first error. */
export class GatewayClientError extends Error {
  override readonly name = "GatewayClientError";
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly errors: Errors;
  /** What could be had nevertheless; null when nothing could. */
  readonly data: unknown;
  /** Of a walk: the cursor of the last page that was handed out completely. `after` goes on behind it. */
  readonly after: string | null;

  constructor(errors: Errors, { data = null, after = null }: { data?: unknown; after?: string | null } = {}) {
    const [first, ...others] = errors;
    super(`${first.code}: ${first.message}${others.length === 0 ? "" : ` (and ${others.length} more)`}`, {
      cause: first.cause,
    });
    this.code = first.code;
    this.retryable = first.retryable;
    this.errors = errors;
    this.data = data;
    this.after = after;
  }
}

/** The data alone, or a `GatewayClientError` if anything is wrong: `await unwrap(gateway.account({ id }))`. */
export async function unwrap<Data>(result: Result<Data> | PromiseLike<Result<Data>>): Promise<Data> {
  const { ok, data, errors } = await result;
  if (!ok) throw new GatewayClientError(errors, { data });
  return data;
}
