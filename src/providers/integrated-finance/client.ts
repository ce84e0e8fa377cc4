import { isSuccess, readAnswer } from "../kit/answers.ts";
import { requestToken } from "../kit/oauth.ts";
import { type Answer, createRestClient, type RestRequest } from "../kit/rest-client.ts";
import { createTokenCache } from "../kit/token-cache.ts";
import type { Call, ProviderContext } from "../provider.ts";
import { signClientAssertion } from "./client-assertion.ts";
import type { Config } from "./config.ts";
import { toError } from "./errors.ts";

export interface IntegratedFinanceClient {
  /** The JSON of the answer. */
  get(call: Call, path: string, query: RestRequest["query"]): Promise<unknown>;
  /** The JSON of the answer; undefined where the provider knows nothing under that path. */
  find(call: Call, path: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Authenticates with OAuth 2.0 client credentials, where a signed assertion takes the place of a secret. */
export function createClient(config: Config, context: ProviderContext): IntegratedFinanceClient {
  const { name, now, uuid, openPool } = context;
  const api = createRestClient({ provider: name, baseUrl: config.baseUrl, openPool });
  const tokenUrl = `${config.issuer.replace(/\/+$/, "")}/protocol/openid-connect/token`;
  const tokenEndpoint = createRestClient({ provider: name, baseUrl: tokenUrl, openPool });
  const tokens = createTokenCache({
    provider: name,
    fetch: fetchToken,
    now,
    fallbackLifeSeconds: config.tokenLifeSeconds,
  });

  async function fetchToken(call: Call) {
    const form = {
      grant_type: "client_credentials",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: await signClientAssertion(config, now(), uuid()),
    };
    return requestToken(name, tokenEndpoint, call, form, now);
  }

  function send(call: Call, path: string, query: RestRequest["query"] = {}): Promise<Answer> {
    return tokens.use(call, (token) =>
      api.send(call, { method: "GET", path, query, headers: { authorization: `Bearer ${token}` } }),
    );
  }

  function read(answer: Answer): unknown {
    if (!isSuccess(answer)) throw toError(name, answer, now);
    return readAnswer(name, answer, now);
  }

  return {
    async get(call, path, query) {
      return read(await send(call, path, query));
    },

    async find(call, path) {
      const answer = await send(call, path);
      return answer.status === 404 ? undefined : read(answer);
    },

    async close() {
      await Promise.all([api.close(), tokenEndpoint.close()]);
    },
  };
}
