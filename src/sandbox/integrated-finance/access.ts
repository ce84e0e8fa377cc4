import { createPublicKey } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { jwtVerify } from "jose";
import type { Books } from "../kit/books.ts";
import { bearerToken, issueToken, scopesOf } from "../kit/tokens.ts";
import type { IfAccount } from "./account.ts";
import { Refusal } from "./refusal.ts";
import { settingsOf } from "./settings.ts";

export const realm = "/auth/realms/ifp";
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** The one service account, known to the platform by its public key. */
export interface ServiceAccount {
  readonly clientId: string;
  /** PEM, PKCS #8. The platform would only have the certificate; the sandbox derives the public half. */
  readonly privateKey: string;
}

/** Who may come in: issues access tokens for signed client assertions and recognises them. */
export interface Access {
  /** Adds the token endpoint. */
  addTokenRoute(server: FastifyInstance): void;
  /** Refuses with 401 a request without a living token. */
  check(request: FastifyRequest): void;
}

/** Which assertions were used is kept in memory only: they live for a minute or so. */
export function createAccess(books: Books<IfAccount>, { clientId, privateKey }: ServiceAccount): Access {
  const publicKey = createPublicKey(privateKey);
  const { tokenLifeSeconds } = settingsOf(books);
  const usedAssertions = new Map<string, number>();

  /** The issuer is where the client found us, whatever the port. */
  const verify = async (assertion: string, issuer: string): Promise<void> => {
    const { payload } = await jwtVerify(assertion, publicKey, {
      algorithms: ["RS256"],
      issuer: clientId,
      subject: clientId,
      audience: issuer,
      currentDate: new Date(books.now()),
      requiredClaims: ["jti", "exp", "iat"],
    });
    for (const [jti, expiry] of usedAssertions) if (expiry <= books.now()) usedAssertions.delete(jti);
    if (payload.jti === undefined || usedAssertions.has(payload.jti)) throw new Error("the assertion was used before");
    usedAssertions.set(payload.jti, (payload.exp ?? 0) * 1000);
  };

  return {
    addTokenRoute(server) {
      server.post<{ Body: Record<string, string> | undefined }>(
        `${realm}/protocol/openid-connect/token`,
        async (request, reply) => {
          const { body, host } = request;
          if (body?.grant_type !== "client_credentials") {
            return reply.code(400).send({ error: "unsupported_grant_type" });
          }
          try {
            if (body.client_assertion_type !== assertionType) throw new Error(`must be ${assertionType}`);
            await verify(body.client_assertion ?? "", `http://${host}${realm}`);
          } catch (error) {
            return reply.code(401).send({ error: "invalid_client", error_description: String(error) });
          }
          books.committed(request);
          const token = issueToken(books, { use: "access", scopes: ["api"], lifeSeconds: tokenLifeSeconds });
          return { access_token: token, expires_in: tokenLifeSeconds, token_type: "Bearer" };
        },
      );
    },
    check({ headers: { authorization } }) {
      if (scopesOf(books, bearerToken(authorization), "access") === null) {
        throw new Refusal(401, "unauthorized", "the access token is missing, unknown or expired");
      }
    },
  };
}
