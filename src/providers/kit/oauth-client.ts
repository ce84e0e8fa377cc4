import { errorTable, GatewayError } from "../../domain/errors.ts";
import type { Call, ProviderContext } from "../provider.ts";
import { requestToken } from "./oauth.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";
import { createTokenCache } from "./token-cache.ts";

export interface OAuthClientOptions {
  readonly baseUrl: string;
  readonly tokenUrl: string;
  /** The form that asks for a token, made afresh for each request. */
  readonly tokenForm: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** Used where the token answer does not tell `expires_in`. */
  readonly tokenLifeSeconds: number;
}

/**
 * A RestClient whose requests carry an OAuth 2.0 bearer token, kept and renewed as `createTokenCache` promises. Where no
 * token can be had, a change fails with a code that says so: nothing was sent, and it may be tried again.
 */
export function createOAuthClient(
  { baseUrl, tokenUrl, tokenForm, tokenLifeSeconds }: OAuthClientOptions,
  { name: provider, now, openPool }: ProviderContext,
): RestClient {
  const api = createRestClient({ provider, baseUrl, openPool });
  const tokenEndpoint = createRestClient({ provider, baseUrl: tokenUrl, openPool });
  const fetch = async (call: Call) => requestToken(provider, tokenEndpoint, call, await tokenForm(), now);
  const tokens = createTokenCache({ provider, fetch, now, fallbackLifeSeconds: tokenLifeSeconds });
  return {
    async send(call, request) {
      let mayHaveEffect = request.method === "GET"; // nobody asks that of a read
      try {
        return await tokens.use(call, async (token) => {
          mayHaveEffect = true;
          const headers = { ...request.headers, authorization: `Bearer ${token}` };
          const answer = await api.send(call, { ...request, headers });
          mayHaveEffect = answer.status !== 401;
          return answer;
        });
      } catch (error) {
        throw mayHaveEffect ? error : notSent(provider, error);
      }
    },
    async close() {
      await Promise.all([api.close(), tokenEndpoint.close()]);
    },
  };
}

/** The failure to get a token, for a change that was waiting for it. */
function notSent(provider: string, error: unknown): unknown {
  if (!(error instanceof GatewayError) || errorTable[error.code].outcome === "none" || error.code === "CANCELLED")
    return error;
  const message = `${provider} gave no token, so nothing was sent`;
  return new GatewayError("PROVIDER_UNREACHABLE", message, { ...error.details, provider }, error);
}
