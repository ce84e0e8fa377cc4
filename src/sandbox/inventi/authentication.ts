import type { FastifyInstance } from "fastify";
import type { Books } from "../kit/books.ts";
import { bearerToken, issueToken, scopesOf } from "../kit/tokens.ts";
import type { InventiAccount } from "./account.ts";
import { Problem } from "./problem.ts";
import type { InventiSettings } from "./settings.ts";

/** Made up for the sandbox; they open nothing else. */
export const sandboxCredentials = { tenantId: "demo-tenant", clientSecret: "inventi-sandbox-secret" } as const;

/** The same for every customer of Inventi. */
const clientId = "api-sepa-gateway-client";

/** OAuth 2.0 client credentials, in a realm per tenant. */
export function addTokenEndpoint(
  server: FastifyInstance,
  books: Books<InventiAccount>,
  { tokenLifeSeconds }: InventiSettings,
): void {
  server.post<{ Params: { tenant: string }; Body: Record<string, string> | undefined }>(
    "/realms/:tenant/protocol/openid-connect/token",
    (request, reply) => {
      const refuse = (status: number, error: string, description: string) =>
        reply.code(status).send({ error, error_description: description });

      if (request.params.tenant !== sandboxCredentials.tenantId)
        return refuse(404, "realm_not_found", "Realm does not exist");
      const form = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ? request.body : {};
      if (form?.grant_type !== "client_credentials")
        return refuse(400, "unsupported_grant_type", "Unsupported grant_type");
      if (form.client_id !== clientId || form.client_secret !== sandboxCredentials.clientSecret)
        return refuse(401, "unauthorized_client", "Invalid client or Invalid client credentials");

      books.committed(request);
      return reply.send({
        access_token: issueToken(books, { use: "access", scopes: [], lifeSeconds: tokenLifeSeconds }),
        expires_in: tokenLifeSeconds,
        refresh_expires_in: 0,
        token_type: "Bearer",
        "not-before-policy": 0,
        scope: "profile email",
      });
    },
  );
}

/** Every account route wants a valid token from a listed address. */
export function demandToken(server: FastifyInstance, books: Books<InventiAccount>, settings: InventiSettings): void {
  server.addHook("onRequest", async (request) => {
    if (settings.refuseAddress) throw new Problem(403, "address is not allowed");
    if (!scopesOf(books, bearerToken(request.headers.authorization), "access"))
      throw new Problem(401, "token is missing, invalid or expired");
  });
}
