import type { KeyObject } from "node:crypto";
import { SignJWT } from "jose";

export interface ClientAssertion {
  readonly clientId: string;
  /** The OpenID issuer, which is the assertion's audience too. */
  readonly issuer: string;
  readonly privateKey: KeyObject;
  readonly assertionLifeSeconds: number;
}

/** A signed statement of who we are, good for one token request: `jti` must be fresh. */
export function signClientAssertion(client: ClientAssertion, now: number, jti: string): Promise<string> {
  const issuedAt = Math.floor(now / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setJti(jti)
    .setIssuer(client.clientId)
    .setSubject(client.clientId)
    .setAudience(client.issuer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + client.assertionLifeSeconds)
    .sign(client.privateKey);
}
