import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Books } from "../kit/books.ts";
import { bearerToken, issueToken, scopesOf } from "../kit/tokens.ts";
import type { RevstoAccount } from "./account.ts";
import type { Scope } from "./catalogue.ts";
import { Refusal } from "./refusal.ts";
import type { RevstoSettings } from "./settings.ts";

/** Made up for the sandbox; they open nothing else. */
export const sandboxCredentials = {
  username: "distributor@sandbox.example",
  password: "revsto-sandbox-password",
  clientId: "revsto-sandbox-client",
  clientSecret: "revsto-sandbox-secret",
} as const;

const refreshLifeSeconds = 24 * 3600;

class OAuthRefusal extends Error {
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, description: string) {
    super(description);
    this.status = status;
    this.error = error;
  }
}

/** OAuth 2.0 password grant, and refresh grant. */
export function addTokenEndpoint(
  server: FastifyInstance,
  books: Books<RevstoAccount>,
  { tokenLifeSeconds, grantedScopes }: RevstoSettings,
): void {
  const granted = grantedScopes.split(" ");

  const scopesFor = (form: Record<string, string>): readonly string[] => {
    if (form.grant_type === "refresh_token") {
      const scopes = scopesOf(books, form.refresh_token ?? "", "refresh");
      if (!scopes) throw new OAuthRefusal(400, "invalid_grant", "refresh token is invalid or expired");
      return scopes;
    }
    if (form.grant_type !== "password") throw new OAuthRefusal(400, "unsupported_grant_type", "use password");
    if (form.username !== sandboxCredentials.username || form.password !== sandboxCredentials.password)
      throw new OAuthRefusal(400, "invalid_grant", "wrong username or password");
    const asked = form.scope?.split(" ").filter((scope) => scope !== "") ?? [];
    const foreign = asked.find((scope) => !granted.includes(scope));
    if (foreign !== undefined) throw new OAuthRefusal(400, "invalid_scope", `scope ${foreign} is not granted`);
    return asked.length > 0 ? asked : granted;
  };

  server.post<{ Body: Record<string, string> | undefined }>("/oauth2/token", (request, reply) => {
    try {
      const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
      const form = (isForm && request.body) || {};
      if (form.client_id !== sandboxCredentials.clientId || form.client_secret !== sandboxCredentials.clientSecret)
        throw new OAuthRefusal(401, "invalid_client", "unknown client or wrong secret");
      const scopes = scopesFor(form);
      books.committed(request);
      return reply.send({
        access_token: issueToken(books, { use: "access", scopes, lifeSeconds: tokenLifeSeconds }),
        token_type: "Bearer",
        expires_in: tokenLifeSeconds,
        refresh_token: issueToken(books, { use: "refresh", scopes, lifeSeconds: refreshLifeSeconds }),
        scope: scopes.join(" "),
      });
    } catch (error) {
      if (!(error instanceof OAuthRefusal)) throw error;
      return reply.code(error.status).send({ error: error.error, error_description: error.message });
    }
  });
}

/** A route's guard: a valid token that holds the scope. */
export function demandScope(books: Books<RevstoAccount>, scope: Scope) {
  return async ({ headers }: FastifyRequest): Promise<void> => {
    const held = scopesOf(books, bearerToken(headers.authorization), "access");
    if (!held) throw new Refusal(401, "UNAUTHORIZED", "token is missing, invalid or expired");
    if (!held.includes(scope)) throw new Refusal(403, "INSUFFICIENT_SCOPE", `scope ${scope} is required`);
  };
}
