import { generateKeyPairSync } from "node:crypto";
import type { Simulator } from "../kit/simulator.ts";
import { createAccess, realm } from "./access.ts";
import type { IfAccount } from "./account.ts";
import { admin } from "./admin.ts";
import { presentAccount } from "./present.ts";
import { settle } from "./provisioning.ts";
import { addRoutes } from "./routes.ts";
import { clientId as demoClientId, seed } from "./seed.ts";
import { createWebhooks, webhookKeys } from "./webhooks.ts";

const apiPath = "/v1/demo";
const clientId = "svc-demo";

/** A private key for the demo service account, PEM. The platform asks for 4096 bits; 2048 are made 20 times faster. */
export function makePrivateKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/**
 * Integrated Finance's client accounts: signed client assertions, four-container envelopes, accounts that are opened at
 * service providers and take their time, sub-accounts, plug-in connections, statements, adjustments, signed webhooks.
 */
export function integratedFinance(privateKey: string): Simulator<IfAccount> {
  return {
    kind: "integrated-finance",
    name: "if",
    seed,
    register(server, books) {
      const access = createAccess(books, { clientId, privateKey });
      access.addTokenRoute(server);
      server.register(async (api) => addRoutes(api, books, access), { prefix: apiPath });
    },
    admin,
    show: (stored, books) => {
      const account = settle(stored, books.now());
      const { connection, mainAccountId, sourceId, upcoming } = account;
      return { ...presentAccount(account, "get expanded"), connection, mainAccountId, sourceId, upcoming };
    },
    providerConfig: (baseUrl) => ({
      name: "if",
      kind: "integrated-finance",
      baseUrl: `${baseUrl}${apiPath}`,
      issuer: `${baseUrl}${realm}`,
      clientId,
      privateKey,
      webhookKeys: webhookKeys(privateKey),
    }),
    webhooks: createWebhooks(privateKey),
    customer: { owners: [{ kind: "CLIENT", id: demoClientId(1) }], accounts: [] },
  };
}
