import { decodeJwt } from "jose/jwt/decode";

/** Whom a token says that it is for. The gateway checks it; the page only shows it. */
export interface Identity {
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
}

/** Throws a sentence that can be shown when this is no token at all. */
export function identityOf(token: string): Identity {
  try {
    const { sub = "", scope, scp, exp } = decodeJwt<{ scope?: unknown; scp?: unknown }>(token);
    const words = scope ?? scp ?? [];
    return {
      subject: sub,
      scopes: Array.isArray(words) ? words.map(String) : String(words).split(" ").filter(Boolean),
      expiresAt: exp === undefined ? null : new Date(exp * 1000),
    };
  } catch {
    throw new Error("This is no token: one consists of three parts with dots between them.");
  }
}
