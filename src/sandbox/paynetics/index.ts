import type { Simulator } from "../kit/simulator.ts";
import type { PayneticsAccount } from "./account.ts";
import { admin } from "./admin.ts";
import { credentials } from "./authentication.ts";
import { userToken } from "./demo-accounts.ts";
import { presentAccount } from "./present.ts";
import { addRoutes } from "./routes.ts";
import { seed } from "./seed.ts";
import { settingsOf } from "./settings.ts";

/** Paynetics' accounts API v2: signed requests, HTTP 200 for everything, virtual accounts that show another's money. */
export const paynetics: Simulator<PayneticsAccount> = {
  kind: "paynetics",
  name: "paynetics",
  seed,
  register(server, books) {
    server.register(async (api) => addRoutes(api, books), { prefix: "/v2" });
  },
  admin,
  show: (account, books) => ({
    ...presentAccount(account, books, settingsOf(books)),
    id: account.id,
    main: account.main,
    alias: account.alias,
  }),
  providerConfig: (baseUrl) => ({
    name: "paynetics",
    kind: "paynetics",
    baseUrl,
    ...credentials,
    programs: [
      { code: "account_eur", currencies: ["EUR"] },
      { code: "account_gbp", currencies: ["GBP"] },
      { code: "account_bgn", currencies: ["BGN"] },
      { code: "account_multi", currencies: ["EUR", "GBP", "BGN"] },
      { code: "account_wallet", currencies: ["EUR"] },
    ],
  }),
  customer: { owners: [{ kind: "USER", id: userToken(1) }], accounts: [] },
};
