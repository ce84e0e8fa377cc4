import { SignJWT } from "jose";
import { type Scope, scopes } from "./principal.ts";
import type { TokenRules } from "./verify-token.ts";

const sandboxIssuer = "account-gateway-sandbox";
/** The subject of the sandbox's customer token; a few simulated accounts are linked to it. */
export const sandboxCustomer = "customer-demo";

/** Ready-made tokens of the sandbox, by what they are for. Valid for 30 days. */
export interface SandboxTokens {
  readonly backoffice: string;
  readonly customer: string;
  readonly readonly: string;
}

const lifeSeconds = 30 * 24 * 60 * 60;

/** Signs the tokens anew, for a verifier with that issuer and audience; `now` in milliseconds since 1970. */
export async function makeSandboxTokens(
  secret: Uint8Array,
  now: number,
  { issuer, audience }: Pick<TokenRules, "issuer" | "audience"> = { issuer: null, audience: null },
): Promise<SandboxTokens> {
  const sign = (subject: string, granted: readonly Scope[]) => {
    const token = new SignJWT({ scope: granted.join(" "), client_id: "sandbox" })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuer(issuer ?? sandboxIssuer)
      .setSubject(subject)
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(Math.floor(now / 1000) + lifeSeconds);
    return (audience === null ? token : token.setAudience(audience)).sign(secret);
  };
  return {
    backoffice: await sign("backoffice-demo", scopes),
    customer: await sign(sandboxCustomer, ["accounts:read", "accounts:write"]),
    readonly: await sign("readonly-demo", ["accounts:read", "accounts:all"]),
  };
}
