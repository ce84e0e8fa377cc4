import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** A real OpenID Connect provider on loopback, where anybody may sign in with any name and password. */
export interface OpenIdIssuer {
  readonly url: string;
  /** Lets pages of that origin sign people in; its access tokens are JWTs for the audience `account-gateway`. */
  admit(origin: string): void;
  stop(): Promise<void>;
}

const scope = "accounts:read accounts:all";

export async function startOpenIdIssuer(): Promise<OpenIdIssuer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
  return {
    url,
    admit(origin) {
      const provider = new Provider(url, {
        clients: [
          {
            client_id: "playground",
            token_endpoint_auth_method: "none",
            redirect_uris: [`${origin}/graphql`],
            grant_types: ["authorization_code"],
            response_types: ["code"],
            application_type: "native",
          },
        ],
        clientBasedCORS: (_, from) => from === origin,
        jwks: { keys: [{ ...key, kid: "one", use: "sig", alg: "RS256" }] },
        ttl: { Interaction: 600, Session: 600, Grant: 600, AuthorizationCode: 60, AccessToken: 600, IdToken: 600 },
        cookies: { keys: ["only for tests"] },
        findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
        features: {
          resourceIndicators: {
            enabled: true,
            defaultResource: () => "urn:account-gateway",
            useGrantedResource: () => true,
            getResourceServerInfo: () => ({
              scope,
              audience: "account-gateway",
              accessTokenFormat: "jwt",
              jwt: { sign: { alg: "RS256" } },
            }),
          },
        },
      });
      server.on("request", provider.callback());
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
