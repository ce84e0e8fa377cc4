import { errorTable, GatewayError } from "../../domain/errors.ts";
import type { Call, ProviderContext } from "../provider.ts";
import { requestToken } from "./oauth.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";
import { createTokenCache } from "./token-cache.ts";

type TokenForm = Readonly<Record<string, string>>;

export interface OAuthClientOptions {
  readonly baseUrl: string;
  readonly tokenUrl: string;
  /** The form that asks for a token, made afresh for each request. */
  readonly tokenForm: () => TokenForm | Promise<TokenForm>;
  /** Asked with instead where the endpoint refuses the scope; absent: then there is no token. */
  readonly formWithoutScope?: () => TokenForm;
  /** Used where the token answer does not tell `expires_in`. */
  readonly tokenLifeSeconds: number;
}

/**
 * A RestClient whose requests carry an OAuth 2.0 bearer token, kept and renewed as `createTokenCache` promises. Where no
 * token can be had, a change fails with a code that says so: nothing was sent, and it may be tried again.
 */
export function createOAuthClient(
  { baseUrl, tokenUrl, tokenForm, formWithoutScope, tokenLifeSeconds }: OAuthClientOptions,
  { name: provider, now, openPool }: ProviderContext,
): RestClient {
  const api = createRestClient({ provider, baseUrl, openPool });
  const tokenEndpoint = createRestClient({ provider, baseUrl: tokenUrl, openPool });
  const ask = (call: Call, form: TokenForm) => requestToken(provider, tokenEndpoint, call, form, now);
  const fetch = async (call: Call) => {
    try {
      return await ask(call, await tokenForm());
    } catch (error) {
      if (formWithoutScope === undefined || !isInvalidScope(error)) throw error;
      return ask(call, formWithoutScope());
    }
  };
  const tokens = createTokenCache({ provider, fetch, now, fallbackLifeSeconds: tokenLifeSeconds });
  return {
    async send(call, request) {
      let isSent = false;
      try {
        return await tokens.use(call, async (token) => {
          isSent = true;
          const authorization = `Bearer ${token}`;
          const answer = await api.send(call, { ...request, headers: { ...request.headers, authorization } });
          if (answer.status === 401) isSent = false; // refused at the door
          return answer;
        });
      } catch (error) {
        throw isSent || request.method === "GET" ? error : withoutToken(provider, error);
      }
    },
    async close() {
      await Promise.all([api.close(), tokenEndpoint.close()]);
    },
  };
}

/** A change that no token could be had for was not made, however the token endpoint failed. */
function withoutToken(provider: string, error: unknown): unknown {
  if (!(error instanceof GatewayError) || error.code === "CANCELLED") return error;
  if (errorTable[error.code].outcome === "none") return error;
  const message = `${provider} gave no token, so nothing was sent`;
  return new GatewayError("PROVIDER_UNREACHABLE", message, error.details, error);
}

function isInvalidScope(error: unknown): boolean {
  return error instanceof GatewayError && error.details.providerCode === "invalid_scope";
}
