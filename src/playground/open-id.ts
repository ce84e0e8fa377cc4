import * as oauth from "oauth4webapi";
import type { OpenIdSettings } from "./settings.ts";

/** What has to be known again after the issuer sends the browser back. None of it is worth anything to anybody else. */
interface Errand {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

const place = "account-gateway:sign-in";
const redirectUri = (): string => `${location.origin}/graphql`;

/** Sends the browser to the issuer, which sends it back here with a code. */
export async function signInAtIssuer(settings: OpenIdSettings): Promise<void> {
  // Without it there is no cryptography either.
  if (!isSecureContext) throw new Error("Signing in needs HTTPS, or the gateway on this very machine.");
  const { authorization_endpoint: endpoint } = await discover(settings);
  if (endpoint === undefined) throw new Error("The issuer has no page to sign in at.");
  const errand: Errand = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
  };
  sessionStorage.setItem(place, JSON.stringify(errand));
  const url = new URL(endpoint);
  const asked = {
    client_id: settings.clientId,
    redirect_uri: redirectUri(),
    response_type: "code",
    scope: settings.scope,
    state: errand.state,
    nonce: errand.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(errand.verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  location.assign(url);
}

/**
 * The access token that the code in the address is worth; null when nobody comes back from the issuer. The
 * address is cleaned at once.
 */
export async function tokenFromIssuer(settings: OpenIdSettings): Promise<string | null> {
  const address = new URL(location.href);
  const kept = sessionStorage.getItem(place);
  if (kept === null || !address.searchParams.has("state")) return null;
  sessionStorage.removeItem(place);
  history.replaceState(null, "", address.pathname);
  const { verifier, state, nonce } = JSON.parse(kept) as Errand;
  const issuer = await discover(settings);
  const client: oauth.Client = { client_id: settings.clientId };
  try {
    const code = oauth.validateAuthResponse(issuer, client, address, state);
    const none = oauth.None();
    const options = insecureIfLocal(settings);
    const answer = await oauth.authorizationCodeGrantRequest(
      issuer,
      client,
      none,
      code,
      redirectUri(),
      verifier,
      options,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(issuer, client, answer, { expectedNonce: nonce });
    return tokens.access_token;
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)
      throw new Error(`The issuer did not sign you in: ${error.error_description ?? error.error}.`, { cause: error });
    throw new Error("Signing in failed; try again.", { cause: error });
  }
}

async function discover(settings: OpenIdSettings): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(settings.issuer);
  try {
    const answer = await oauth.discoveryRequest(issuer, insecureIfLocal(settings));
    return await oauth.processDiscoveryResponse(issuer, answer);
  } catch (error) {
    throw new Error(`${issuer.host} cannot be asked for a sign-in now.`, { cause: error });
  }
}

/** The gateway's configuration allows plain HTTP on loopback only. */
function insecureIfLocal({ issuer }: OpenIdSettings): { [oauth.allowInsecureRequests]: boolean } {
  return { [oauth.allowInsecureRequests]: new URL(issuer).protocol === "http:" };
}
