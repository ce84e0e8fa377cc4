import { GatewayError } from "../domain/errors.ts";

/** An error as the log shows it. */
export interface LoggableError {
  readonly type: string;
  readonly code?: string;
  /** Only of errors whose words are ours. */
  readonly message?: string;
  /** Where it came from, without the message that a stack begins with. */
  readonly stack?: string;
  readonly cause?: LoggableError;
}

/**
 * What may be logged of an error. Others' messages and fields quote what they failed on: a SyntaxError the answer, a
 * database error the row, with names and IBANs. Of those only the kind, the code and the place are kept.
 */
export function loggableError(error: unknown): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const message = error instanceof GatewayError ? { message: error.message } : {};
  const lines = (error.stack ?? "").replace(error.message, "").split("\n");
  const stack = lines.filter((line) => line.startsWith("    at ")).join("\n");
  const cause = error.cause === undefined ? {} : { cause: loggableError(error.cause) };
  return { type: error.name, ...code, ...message, stack, ...cause };
}
