import { createJsonClient, type JsonClient } from "../kit/json-client.ts";
import { createOAuthClient } from "../kit/oauth-client.ts";
import type { ProviderContext } from "../provider.ts";
import type { Config } from "./config.ts";
import { toError } from "./errors.ts";

/** Authenticates with the OAuth 2.0 password grant. The refresh token is not used: how is not documented. */
export function createClient(config: Config, context: ProviderContext): JsonClient {
  const { tokenUrl, username, password, clientId, clientSecret, scope, tokenLifeSeconds } = config;
  const tokenForm = () => ({
    grant_type: "password",
    username,
    password,
    client_id: clientId,
    client_secret: clientSecret,
    ...(scope !== "" && { scope }),
  });
  const baseUrl = `${config.baseUrl.replace(/\/+$/, "")}/distributor/v1`;
  const rest = createOAuthClient({ baseUrl, tokenUrl, tokenForm, tokenLifeSeconds }, context);
  return createJsonClient(rest, context, toError);
}
