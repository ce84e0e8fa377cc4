import { createJsonClient, type JsonClient } from "../kit/json-client.ts";
import { createOAuthClient } from "../kit/oauth-client.ts";
import type { ProviderContext } from "../provider.ts";
import type { Config } from "./config.ts";

/** The same for every customer of Inventi. */
const clientId = "api-sepa-gateway-client";

/** Authenticates with OAuth 2.0 client credentials. Error bodies are not documented, so statuses alone decide. */
export function createClient(config: Config, context: ProviderContext): JsonClient {
  const realm = `${withoutSlash(config.authUrl)}/realms/${encodeURIComponent(config.tenantId)}`;
  const rest = createOAuthClient(
    {
      baseUrl: withoutSlash(config.baseUrl) + config.pathPrefix,
      tokenUrl: `${realm}/protocol/openid-connect/token`,
      tokenForm: () => ({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: config.clientSecret,
      }),
      tokenLifeSeconds: config.tokenLifeSeconds,
    },
    context,
  );
  return createJsonClient(rest, context);
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, "");
