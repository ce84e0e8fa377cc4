import { createHmac, timingSafeEqual } from "node:crypto";
import type { Books } from "./books.ts";
import type { SimulatorAccount } from "./simulator.ts";

/** What a token stands for. */
export interface TokenGrant {
  readonly use: "access" | "refresh";
  readonly scopes: readonly string[];
  readonly lifeSeconds: number;
}

interface TokenClaims {
  readonly serial: number;
  readonly use: string;
  readonly scope: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const secretNote = "tokens: secret";
const serialNote = "tokens: last serial";
const revokedNote = "tokens: revoked up to serial";

/**
 * A signed token that looks like the JWT that providers hand out; valid until it expires or is
 * revoked, also after a restart.
 */
export function issueToken<A extends SimulatorAccount>(books: Books<A>, grant: TokenGrant): string {
  const serial = numberNote(books, serialNote) + 1;
  books.setNote(serialNote, serial);
  const claims: TokenClaims = {
    serial,
    use: grant.use,
    scope: grant.scopes.join(" "),
    expiresAt: books.now() + grant.lifeSeconds * 1000,
  };
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${sign(books, text)}`;
}

/** The scopes of a valid token; null for one that is foreign, expired, revoked or meant for another use. */
export function scopesOf<A extends SimulatorAccount>(
  books: Books<A>,
  token: string,
  use: TokenGrant["use"],
): readonly string[] | null {
  const [header, body, signature, ...rest] = token.split(".");
  if (!header || !body || !signature || rest.length > 0) return null;
  if (!isSame(signature, sign(books, `${header}.${body}`))) return null;
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as TokenClaims;
  if (claims.use !== use || claims.expiresAt <= books.now()) return null;
  if (claims.serial <= numberNote(books, revokedNote)) return null;
  return claims.scope.split(" ").filter((scope) => scope !== "");
}

/** The token of an `Authorization: Bearer` header, "" where there is none. */
export function bearerToken(authorization: string | undefined): string {
  return /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
}

/** Makes every token issued so far invalid before its time. */
export function revokeTokens<A extends SimulatorAccount>(books: Books<A>): void {
  books.setNote(revokedNote, numberNote(books, serialNote));
}

function numberNote<A extends SimulatorAccount>(books: Books<A>, key: string): number {
  return (books.note(key) as number | undefined) ?? 0;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function sign<A extends SimulatorAccount>(books: Books<A>, text: string): string {
  if (books.note(secretNote) === undefined) books.setNote(secretNote, books.uuid());
  return createHmac("sha256", String(books.note(secretNote)))
    .update(text)
    .digest("base64url");
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
