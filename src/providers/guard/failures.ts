import { z } from "zod";
import { type ErrorCode, GatewayError } from "../../domain/errors.ts";

/** The provider is not there, or not in order as a whole: this opens the breaker. */
const outages: ReadonlySet<ErrorCode> = new Set([
  "PROVIDER_UNREACHABLE",
  "PROVIDER_CONNECTION_LOST",
  "PROVIDER_TIMEOUT",
  "PROVIDER_ERROR",
]);

export function isOutage(error: unknown): boolean {
  return error instanceof GatewayError && outages.has(error.code);
}

/**
 * The provider's own failing, after which a read may be repeated: an outage, or one answer that makes no sense (which
 * must not take the provider's other accounts away). A 4xx is an answer.
 */
export function isProviderFault(error: unknown): boolean {
  return isOutage(error) || (error instanceof GatewayError && error.code === "PROVIDER_MALFORMED_ANSWER");
}

export function isRateLimited(error: unknown): boolean {
  return error instanceof GatewayError && error.code === "PROVIDER_RATE_LIMITED";
}

/** How long the provider asked to be left alone, with whatever failure (a 503 may say so too); 0 if it did not. */
export function retryAfterMs(error: unknown): number {
  return error instanceof GatewayError ? (error.details.retryAfterMs ?? 0) : 0;
}

/**
 * What an adapter threw, as the one kind of error that leaves the guard. Anything that is not a `GatewayError` was not
 * foreseen: an answer that could not be read, or else a bug of ours, which is no outage and would only happen again.
 * The original is the `cause` and is never shown.
 */
export function translate(provider: string, error: unknown): GatewayError {
  if (error instanceof GatewayError) {
    if (error.details.provider !== undefined) return error;
    return new GatewayError(error.code, error.message, { ...error.details, provider }, error);
  }
  const unreadable = error instanceof z.core.$ZodError || error instanceof SyntaxError;
  return unreadable
    ? new GatewayError("PROVIDER_MALFORMED_ANSWER", `${provider} sent an unreadable answer.`, { provider }, error)
    : new GatewayError("INTERNAL_ERROR", `The gateway failed at a call to ${provider}.`, { provider }, error);
}

export function timedOut(provider: string, ms: number): GatewayError {
  return new GatewayError("PROVIDER_TIMEOUT", `${provider} did not answer within ${ms} ms.`, { provider });
}

export function busy(provider: string): GatewayError {
  return new GatewayError("PROVIDER_BUSY", `Too many calls to ${provider} are waiting.`, { provider });
}

export function circuitOpen(provider: string, retryAfterMs: number): GatewayError {
  const message = `${provider} failed repeatedly and is not called until it had time to recover.`;
  return new GatewayError("PROVIDER_CIRCUIT_OPEN", message, { provider, retryAfterMs });
}

export function rateLimited(provider: string, retryAfterMs: number): GatewayError {
  const message = `${provider} asked to be left alone for ${Math.ceil(retryAfterMs / 1000)} s.`;
  return new GatewayError("PROVIDER_RATE_LIMITED", message, { provider, retryAfterMs });
}
