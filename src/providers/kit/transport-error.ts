import { type ErrorCode, GatewayError } from "../../domain/errors.ts";

// Messages name the provider only; the cause keeps the socket's own words for our logs.

const timeouts: ReadonlySet<unknown> = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** Why no answer came. `isStarted`: the request had begun to leave, so the provider may have received it. */
export function transportError(provider: string, error: Error, isStarted: boolean): GatewayError {
  if (error instanceof GatewayError) return error;
  const code = "code" in error ? error.code : null;
  const failure = (word: ErrorCode, message: string) => new GatewayError(word, message, { provider }, error);

  if (!isStarted) return failure("PROVIDER_UNREACHABLE", `${provider} cannot be reached`);
  if (timeouts.has(code)) return failure("PROVIDER_TIMEOUT", `${provider} did not answer in time`);
  if (error.name === "HTTPParserError")
    return failure("PROVIDER_MALFORMED_ANSWER", `${provider} answered something that is not HTTP`);
  return failure("PROVIDER_CONNECTION_LOST", `The connection to ${provider} broke`);
}

/** What an aborted signal means: PROVIDER_TIMEOUT when a deadline aborted it, CANCELLED when the caller went away. */
export function abortError(provider: string, { reason }: AbortSignal): GatewayError {
  if (reason instanceof GatewayError) return reason;
  return reason instanceof Error && reason.name === "TimeoutError"
    ? new GatewayError("PROVIDER_TIMEOUT", `${provider} did not answer in time`, { provider }, reason)
    : new GatewayError("CANCELLED", `The call to ${provider} was cancelled`, { provider }, reason);
}
