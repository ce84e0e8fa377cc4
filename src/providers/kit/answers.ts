import type { z } from "zod";
import { type ErrorCode, type ErrorDetails, GatewayError } from "../../domain/errors.ts";
import { parseJson } from "../../domain/json.ts";
import type { Answer } from "./rest-client.ts";

/** Is this a success? Providers document 200 or 201 loosely, so any 2xx is one. */
export const isSuccess = (answer: Answer): boolean => answer.status >= 200 && answer.status < 300;

/** The JSON of a successful answer; throws `classifyStatus` for another status and PROVIDER_MALFORMED_ANSWER for no JSON. */
export function readAnswer(provider: string, answer: Answer, now: () => number): unknown {
  if (!isSuccess(answer)) throw classifyStatus(provider, answer, now);
  try {
    return parseJson(answer.text);
  } catch {
    // The parser's message quotes the text, which may hold personal data: it is not kept as cause.
    const details = { provider, httpStatus: answer.status };
    throw new GatewayError("PROVIDER_MALFORMED_ANSWER", `${provider} answered something that is not JSON`, details);
  }
}

/**
 * The value in the shape that the schema reads; throws PROVIDER_MALFORMED_ANSWER naming the paths that
 * do not fit, never values.
 */
export function readShape<Shape>(provider: string, schema: z.ZodType<Shape>, value: unknown): Shape {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join(".") || "(whole)").join(", ");
  throw new GatewayError("PROVIDER_MALFORMED_ANSWER", `${provider} answered in an unknown shape: ${paths}`, {
    provider,
  });
}

/** What `read` makes of an answer. Whatever it finds wrong with it also tells the answer's HTTP status. */
export function readingOf<Reading>({ status }: Pick<Answer, "status">, read: () => Reading): Reading {
  try {
    return read();
  } catch (error) {
    throw ofAnswer(status, error);
  }
}

/** The same error, with the HTTP status of the answer that it comes from. */
export function ofAnswer(httpStatus: number, error: unknown): unknown {
  if (!(error instanceof GatewayError)) return error;
  const { code, message, details, cause } = error;
  return new GatewayError(code, message, { httpStatus, ...details }, cause);
}

/** What asking for a part of an account comes to when its provider does not know the account. */
export function unknownAccount(provider: string): GatewayError {
  return new GatewayError("PROVIDER_ACCOUNT_UNKNOWN", `${provider} does not know this account.`, { provider });
}

/** What a provider calls its own code, where it looks like one: prose may hold personal data, and is not taken. */
export function codeWord(code: string | null | undefined): string | null {
  return code != null && /^[\w.-]{1,64}$/.test(code) ? code : null;
}

/**
 * The error that an unsuccessful HTTP status stands for. `providerCode` is the provider's own word for it, where it has one.
 */
export function classifyStatus(
  provider: string,
  answer: Answer,
  now: () => number,
  providerCode: string | null = null,
): GatewayError {
  const { status } = answer;
  const details: ErrorDetails = { provider, httpStatus: status, ...(providerCode !== null && { providerCode }) };
  const error = (code: ErrorCode, more: ErrorDetails = {}) =>
    new GatewayError(code, `${provider} answered HTTP ${status}`, { ...details, ...more });
  if (status === 401 || status === 403) return error("PROVIDER_AUTH_FAILED");
  if (status === 429) return error("PROVIDER_RATE_LIMITED", retryAfter(answer, now));
  if (status >= 500) return error("PROVIDER_ERROR", retryAfter(answer, now));
  return error(status >= 400 ? "PROVIDER_REJECTED" : "PROVIDER_MALFORMED_ANSWER");
}

/** `Retry-After` is seconds or an HTTP date (RFC 9110). */
function retryAfter(answer: Answer, now: () => number): ErrorDetails {
  const header = answer.header("retry-after")?.trim();
  if (!header) return {};
  const retryAfterMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now();
  return Number.isNaN(retryAfterMs) ? {} : { retryAfterMs: Math.max(0, retryAfterMs) };
}
