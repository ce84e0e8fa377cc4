import type { Simulator } from "../kit/simulator.ts";
import { type RevstoAccount, toJson } from "./account.ts";
import { admin } from "./admin.ts";
import { sandboxCredentials } from "./authentication.ts";
import { scopes } from "./catalogue.ts";
import { webhooks } from "./hooks.ts";
import { addRoutes } from "./routes.ts";
import { seed } from "./seed.ts";

/** What the gateway needs, hooks included. */
const gatewayScopes: ReadonlySet<string> = new Set([
  ...["account_view", "profile_view", "account_creation", "account_close", "user_deactivate", "event_management"],
]);

/** Revsto's distributor API, version 1. */
export const revsto: Simulator<RevstoAccount> = {
  kind: "revsto",
  name: "revsto",
  seed,
  register: addRoutes,
  admin,
  show: ({ identifiedAt, opensAt, held, hasStandingOrders, ...account }, books) => ({
    ...toJson({ identifiedAt, opensAt, held, hasStandingOrders, ...account }, books),
    hidden: { identifiedAt, opensAt, held, hasStandingOrders },
  }),
  providerConfig: (baseUrl) => ({
    name: "revsto",
    kind: "revsto",
    baseUrl: `${baseUrl}/api`,
    tokenUrl: `${baseUrl}/api/distributor/v1/oauth2/token`,
    ...sandboxCredentials,
    amountUnit: "minor",
    scope: scopes.filter((scope) => gatewayScopes.has(scope)).join(" "),
    webhookSecret: "revsto-sandbox-webhook-secret",
  }),
  webhooks,
  customer: { owners: [{ kind: "USER", id: "3640" }], accounts: ["10000096916"] },
};
