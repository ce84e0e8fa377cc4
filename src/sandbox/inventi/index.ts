import type { Simulator } from "../kit/simulator.ts";
import { type InventiAccount, toJson } from "./account.ts";
import { admin } from "./admin.ts";
import { sandboxCredentials } from "./authentication.ts";
import { addRoutes } from "./routes.ts";
import { seed } from "./seed.ts";

/** Inventi's account service, version 2. */
export const inventi: Simulator<InventiAccount> = {
  kind: "inventi",
  name: "inventi",
  seed,
  register: addRoutes,
  admin,
  show: toJson,
  providerConfig: (baseUrl) => ({
    name: "inventi",
    kind: "inventi",
    baseUrl,
    authUrl: baseUrl,
    ...sandboxCredentials,
    currency: "EUR",
  }),
  // Inventi knows no owners, only accounts.
  customer: { owners: [], accounts: ["1", "3", "5"] },
};
