import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from "jose";
import { GatewayError } from "../domain/errors.ts";
import { createAcceptedTokens } from "./accepted-tokens.ts";
import { type Principal, type Scope, scopes } from "./principal.ts";

/** A shared secret (HS256) or an issuer's published keys (RS, PS, ES and EdDSA). */
export type TokenKey = { readonly secret: Uint8Array } | { readonly jwksUrl: string };

/** How bearer tokens are checked; an issuer or audience that is null is not. */
export interface TokenRules {
  readonly key: TokenKey;
  readonly issuer: string | null;
  readonly audience: string | null;
}

export interface VerifyToken {
  /**
   * Turns the text of an Authorization header into a principal; throws UNAUTHENTICATED, saying why but never showing the
   * token. One that was accepted is not checked again for half a minute, or until it expires.
   */
  (authorization: string | undefined): Promise<Principal>;
  /**
   * Asks the issuer for its keys, which are kept for minutes otherwise: one that it took back proves nothing any more.
   * Answers whether it told them, and then every token is checked again; if not, whatever was accepted is accepted still,
   * until it expires. Never rejects.
   */
  refresh(): Promise<boolean>;
}

const clockToleranceSeconds = 5;
export function createTokenVerifier(rules: TokenRules, now: () => number): VerifyToken {
  const options = (): JWTVerifyOptions => ({
    currentDate: new Date(now()),
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ["sub", "exp"],
    ...(rules.issuer === null ? {} : { issuer: rules.issuer }),
    ...(rules.audience === null ? {} : { audience: rules.audience }),
  });
  const { verify, refresh } = verifierOf(rules, options);
  let accepted = createAcceptedTokens(now);
  const verifyToken = async (authorization: string | undefined) => {
    const token = /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) {
      throw new GatewayError("UNAUTHENTICATED", "Send a token in the header `Authorization: Bearer …`.");
    }
    // A refresh puts a new memory in the place of this one, which gets what is still being checked by the old keys.
    const memory = accepted;
    const known = memory.recall(token);
    if (known !== null) return known;
    try {
      const principal = principalOf(await verify(token));
      memory.keep(token, principal);
      return principal;
    } catch (error) {
      if (!isAboutTheToken(error)) {
        throw new GatewayError("AUTH_UNAVAILABLE", "Tokens cannot be checked now; try again.", {}, error);
      }
      throw new GatewayError("UNAUTHENTICATED", refusal(error), {}, error);
    }
  };
  return Object.assign(verifyToken, {
    async refresh() {
      const isTold = await refresh();
      if (isTold) accepted = createAcceptedTokens(now);
      return isTold;
    },
  });
}

interface Verifier {
  verify(token: string): Promise<JWTPayload>;
  refresh(): Promise<boolean>;
}

function verifierOf(rules: TokenRules, options: () => JWTVerifyOptions): Verifier {
  if ("secret" in rules.key) {
    // Made into a key once: given as bytes, the secret would be imported anew for every token.
    const key = crypto.subtle.importKey(
      "raw",
      new Uint8Array(rules.key.secret),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["verify"],
    );
    return {
      verify: async (token) => (await jwtVerify(token, await key, { ...options(), algorithms: ["HS256"] })).payload,
      refresh: async () => false,
    };
  }
  const keys = createRemoteJWKSet(new URL(rules.key.jwksUrl));
  const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
  return {
    verify: async (token) => (await jwtVerify(token, keys, { ...options(), algorithms })).payload,
    refresh: () =>
      keys.reload().then(
        () => true,
        () => false,
      ),
  };
}

/** OpenID Connect's subjects are 255 ASCII characters at most, and longer names may not fit into an index of keys. */
const longestNameBytes = 255;

/** A name in a token, null where it has none: a text that can be kept wherever it is needed, also by PostgreSQL. */
function nameIn(claims: JWTPayload, claim: string): string | null {
  const name = claims[claim] ?? "";
  if (name === "") return null;
  if (typeof name !== "string" || !isStorableName(name))
    throw new errors.JWTClaimValidationFailed("It is no name.", claims, claim, "invalid");
  return name;
}

function isStorableName(name: string): boolean {
  return Buffer.byteLength(name) <= longestNameBytes && name.isWellFormed() && !/\p{Cc}/u.test(name);
}

function principalOf(claims: JWTPayload): Principal {
  const subject = nameIn(claims, "sub");
  if (subject === null) throw new errors.JWTClaimValidationFailed("It is missing.", claims, "sub", "missing");
  return {
    subject,
    issuer: nameIn(claims, "iss"),
    clientId: nameIn(claims, "azp") ?? nameIn(claims, "client_id"),
    expiresAt: ((claims.exp ?? 0) + clockToleranceSeconds) * 1000,
    scopes: new Set(scopeWords(claims).filter((word): word is Scope => scopes.includes(word as Scope))),
  };
}

/** OAuth servers write scopes as `scope: "a b"` or, some of them, `scp: ["a", "b"]`. */
function scopeWords(claims: JWTPayload): string[] {
  const written = claims.scope ?? claims.scp ?? "";
  return Array.isArray(written) ? written.map(String) : String(written).split(" ");
}

/** Everything else is about the issuer's keys: unreachable, not answered in time, or not what they should be. */
function isAboutTheToken(error: unknown): error is errors.JOSEError {
  // jose has no class of its own for an answer that is not HTTP 200 or not JSON: only its generic code.
  return (
    error instanceof errors.JOSEError &&
    !["ERR_JOSE_GENERIC", errors.JWKSTimeout.code, errors.JWKSInvalid.code].includes(error.code)
  );
}

function refusal(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return "The token has expired; get a new one.";
  if (error instanceof errors.JWTClaimValidationFailed)
    return `The token's claim "${error.claim}" is missing or not accepted.`;
  return "The token is not valid here.";
}
