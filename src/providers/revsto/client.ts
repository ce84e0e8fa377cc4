import { isSuccess, readAnswer } from "../kit/answers.ts";
import { createOAuthClient } from "../kit/oauth-client.ts";
import type { Answer, RestRequest } from "../kit/rest-client.ts";
import type { Call, ProviderContext } from "../provider.ts";
import type { Config } from "./config.ts";
import { toError } from "./errors.ts";

export interface RevstoClient {
  /** The JSON of the answer. */
  get(call: Call, path: string, query: RestRequest["query"]): Promise<unknown>;
  /** The JSON of the answer; undefined where Revsto knows nothing under that path. */
  find(call: Call, path: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Authenticates with the OAuth 2.0 password grant. The refresh token is not used: how is not documented. */
export function createClient(config: Config, context: ProviderContext): RevstoClient {
  const { name, now } = context;
  const { baseUrl, tokenUrl, username, password, clientId, clientSecret, scope, tokenLifeSeconds } = config;
  const tokenForm = () => ({
    grant_type: "password",
    username,
    password,
    client_id: clientId,
    client_secret: clientSecret,
    ...(scope !== "" && { scope }),
  });
  const rest = createOAuthClient({ baseUrl, tokenUrl, tokenForm, tokenLifeSeconds }, context);

  const send = (call: Call, path: string, query: RestRequest["query"] = {}) =>
    rest.send(call, { method: "GET", path: `/distributor/v1${path}`, query });

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
    close: rest.close,
  };
}
