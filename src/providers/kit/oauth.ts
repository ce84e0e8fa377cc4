import { z } from "zod";
import { GatewayError } from "../../domain/errors.ts";
import type { Call } from "../provider.ts";
import { classifyStatus, readAnswer, readShape } from "./answers.ts";
import type { RestClient } from "./rest-client.ts";
import type { Token } from "./token-cache.ts";
import { count, id } from "./wire.ts";

const tokenAnswer = z.object({ access_token: id, expires_in: count });

/**
 * Posts a form to an OAuth 2.0 token endpoint (`client` points at it) and reads the token.
 * A 4xx there means that our credentials are refused: PROVIDER_AUTH_FAILED (429 stays PROVIDER_RATE_LIMITED), with the
 * protocol's own word as `providerCode`: `invalid_scope`.
 */
export async function requestToken(
  provider: string,
  client: RestClient,
  call: Call,
  form: Readonly<Record<string, string>>,
  now: () => number,
): Promise<Token> {
  const answer = await client.send(call, {
    method: "POST",
    path: "",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  if (answer.status >= 400 && classifyStatus(provider, answer, now).code === "PROVIDER_REJECTED") {
    const providerCode = errorWord(answer.text);
    throw new GatewayError("PROVIDER_AUTH_FAILED", `${provider} refused our credentials (HTTP ${answer.status})`, {
      provider,
      httpStatus: answer.status,
      ...(providerCode !== undefined && { providerCode }),
    });
  }
  const { access_token, expires_in } = readShape(provider, tokenAnswer, readAnswer(provider, answer, now));
  return { token: access_token, lifeSeconds: expires_in };
}

/** The `error` of RFC 6749; prose is not taken. */
function errorWord(body: string): string | undefined {
  return /"error"\s*:\s*"([a-z_]{1,64})"/.exec(body)?.[1];
}
