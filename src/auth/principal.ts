/** What a token may allow. Without `accounts:all` its holder is a customer and sees only accounts linked to its subject. */
export const scopes = [
  "accounts:read",
  "accounts:write",
  "accounts:close",
  "accounts:raw",
  "accounts:all",
  "operations:resolve",
  "audit:read",
] as const;
export type Scope = (typeof scopes)[number];

/** Who is calling, from a verified token. */
export interface Principal {
  readonly subject: string;
  readonly issuer: string | null;
  /** The OAuth client (`azp` or `client_id`), where the token names one. */
  readonly clientId: string | null;
  readonly scopes: ReadonlySet<Scope>;
  /** From here on the token is not good any more; milliseconds since 1970. */
  readonly expiresAt: number;
}
