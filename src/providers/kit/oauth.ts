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
 * A 4xx there means that our credentials are refused: PROVIDER_AUTH_FAILED (429 stays PROVIDER_RATE_LIMITED).
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
  if (answer.status >= 400 && classifyStatus(provider, answer, now).code === "PROVIDER_REJECTED")
    throw new GatewayError("PROVIDER_AUTH_FAILED", `${provider} refused our credentials (HTTP ${answer.status})`, {
      provider,
    });
  const { access_token, expires_in } = readShape(provider, tokenAnswer, readAnswer(provider, answer, now));
  return { token: access_token, lifeSeconds: expires_in };
}
