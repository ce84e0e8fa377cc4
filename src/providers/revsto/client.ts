import { isSuccess, readAnswer, readingOf } from "../kit/answers.ts";
import { createJsonClient, type JsonClient } from "../kit/json-client.ts";
import { createOAuthClient } from "../kit/oauth-client.ts";
import type { Call, ChangeRequest, ProviderContext } from "../provider.ts";
import type { Config } from "./config.ts";
import { toError } from "./errors.ts";

export interface RevstoClient extends JsonClient {
  /**
   * Sends a change once, over a connection of its own: nothing at Revsto tells a repetition from another wish. `take` reads
   * the JSON of the answer, null for an empty one; what it finds wrong also tells the answer's HTTP status.
   */
  change<Taken>(call: Call, request: ChangeRequest, take: (json: unknown) => Taken): Promise<Taken>;
}

/** Authenticates with the OAuth 2.0 password grant. The refresh token is not used: how is not documented. */
export function createClient(config: Config, context: ProviderContext): RevstoClient {
  const { tokenUrl, tokenLifeSeconds } = config;
  const baseUrl = `${config.baseUrl.replace(/\/+$/, "")}/distributor/v1`;
  const rest = createOAuthClient({ baseUrl, tokenUrl, tokenLifeSeconds, ...tokenForms(config, context) }, context);
  const { name, now } = context;
  return {
    ...createJsonClient(rest, context, toError),
    async change(call, { method, path, body }, take) {
      const sent = body === null ? {} : { body, headers: { "content-type": "application/json" } };
      const answer = await rest.send(call, { method, path, ...sent, fresh: true });
      if (!isSuccess(answer)) throw toError(name, answer, now);
      return readingOf(answer, () => take(answer.text.trim() === "" ? null : readAnswer(name, answer, now)));
    },
  };
}

const hookScope = "event_management";

/**
 * Scopes are asked for by name. Where one of them is not granted to us the whole token may be refused: then we take what
 * we are given, and only the calls that need more fail.
 */
function tokenForms(config: Config, { name, log }: ProviderContext) {
  const { username, password, clientId, clientSecret, publicUrl } = config;
  const isHooked = publicUrl !== undefined && config.scope !== "" && !config.scope.includes(hookScope);
  const scope = isHooked ? `${config.scope} ${hookScope}` : config.scope;
  let isScopeRefused = scope === "";
  const form = () => ({
    grant_type: "password",
    username,
    password,
    client_id: clientId,
    client_secret: clientSecret,
    ...(!isScopeRefused && { scope }),
  });
  const formWithoutScope = () => {
    isScopeRefused = true;
    log.warn({ provider: name, scope }, "these scopes are not all granted: what needs the others will be refused");
    return form();
  };
  return { tokenForm: form, ...(scope !== "" && { formWithoutScope }) };
}
