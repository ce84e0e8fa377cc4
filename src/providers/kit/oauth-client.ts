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

/** A RestClient whose requests carry an OAuth 2.0 bearer token, kept and renewed as `createTokenCache` promises. */
export function createOAuthClient(
  { baseUrl, tokenUrl, tokenForm, tokenLifeSeconds }: OAuthClientOptions,
  { name: provider, now, openPool }: ProviderContext,
): RestClient {
  const api = createRestClient({ provider, baseUrl, openPool });
  const tokenEndpoint = createRestClient({ provider, baseUrl: tokenUrl, openPool });
  const fetch = async (call: Call) => requestToken(provider, tokenEndpoint, call, await tokenForm(), now);
  const tokens = createTokenCache({ provider, fetch, now, fallbackLifeSeconds: tokenLifeSeconds });
  return {
    send: (call, request) =>
      tokens.use(call, (token) =>
        api.send(call, { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }),
      ),
    async close() {
      await Promise.all([api.close(), tokenEndpoint.close()]);
    },
  };
}
