import { readAnswer } from "../kit/answers.ts";
import { createOAuthClient } from "../kit/oauth-client.ts";
import type { RestRequest } from "../kit/rest-client.ts";
import type { Call, ProviderContext } from "../provider.ts";
import type { Config } from "./config.ts";

/** The same for every customer of Inventi. */
const clientId = "api-sepa-gateway-client";

export interface InventiClient {
  /** The JSON of the answer. */
  get(call: Call, path: string, query: RestRequest["query"]): Promise<unknown>;
  /** The JSON of the answer; undefined where Inventi knows nothing under that path. */
  find(call: Call, path: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Authenticates with OAuth 2.0 client credentials. Error bodies are not documented, so statuses alone decide. */
export function createClient(config: Config, context: ProviderContext): InventiClient {
  const { name, now } = context;
  const host = config.authUrl.replace(/\/+$/, "");
  const rest = createOAuthClient(
    {
      baseUrl: config.baseUrl,
      tokenUrl: `${host}/realms/${encodeURIComponent(config.tenantId)}/protocol/openid-connect/token`,
      tokenForm: () => ({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: config.clientSecret,
      }),
      tokenLifeSeconds: config.tokenLifeSeconds,
    },
    context,
  );
  const send = (call: Call, path: string, query: RestRequest["query"] = {}) =>
    rest.send(call, { method: "GET", path: `${config.pathPrefix}${path}`, query });

  return {
    async get(call, path, query) {
      return readAnswer(name, await send(call, path, query), now);
    },
    async find(call, path) {
      const answer = await send(call, path);
      return answer.status === 404 ? undefined : readAnswer(name, answer, now);
    },
    close: rest.close,
  };
}
