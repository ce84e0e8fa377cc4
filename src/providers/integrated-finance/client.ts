import { createJsonClient, type JsonClient } from "../kit/json-client.ts";
import { createOAuthClient } from "../kit/oauth-client.ts";
import type { ProviderContext } from "../provider.ts";
import { signClientAssertion } from "./client-assertion.ts";
import type { Config } from "./config.ts";
import { toError } from "./errors.ts";

/** Authenticates with OAuth 2.0 client credentials, where a signed assertion takes the place of a secret. */
export function createClient(config: Config, context: ProviderContext): JsonClient {
  const { now, uuid } = context;
  const { baseUrl, tokenLifeSeconds } = config;
  const tokenUrl = `${config.issuer.replace(/\/+$/, "")}/protocol/openid-connect/token`;
  const tokenForm = async () => ({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await signClientAssertion(config, now(), uuid()),
  });
  const rest = createOAuthClient({ baseUrl, tokenUrl, tokenForm, tokenLifeSeconds }, context);
  return createJsonClient(rest, context, toError);
}
