import { GatewayError } from "../../domain/errors.ts";

/**
 * Why no answer came, as a GatewayError. `isStarted`: the request had begun to leave, so the provider may have received it.
 * Messages name the provider only; the cause keeps the socket's own words for our logs.
 */
export function transportError(provider: string, error: unknown, isStarted: boolean): GatewayError {
  if (error instanceof GatewayError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const code = "code" in cause ? String(cause.code) : "";
  if (cause.name === "TimeoutError" || code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT")
    return new GatewayError("PROVIDER_TIMEOUT", `${provider} did not answer in time`, { provider }, cause);
  if (cause.name === "AbortError")
    return new GatewayError("CANCELLED", `The call to ${provider} was cancelled`, { provider }, cause);
  if (!isStarted) return new GatewayError("PROVIDER_UNREACHABLE", `${provider} cannot be reached`, { provider }, cause);
  if (code.startsWith("HPE_"))
    return new GatewayError(
      "PROVIDER_MALFORMED_ANSWER",
      `${provider} answered something that is not HTTP`,
      { provider },
      cause,
    );
  return new GatewayError("PROVIDER_CONNECTION_LOST", `The connection to ${provider} broke`, { provider }, cause);
}
