import type { AccountStatus } from "../../domain/account.ts";
import { readShape } from "../kit/answers.ts";
import { rowKeys } from "../kit/list-walk.ts";
import { offsetWalk } from "../kit/pagination.ts";
import { readAccount, readRows } from "../kit/rows.ts";
import { type Call, defineProvider } from "../provider.ts";
import { createCatalogue } from "./catalogue.ts";
import { createClient } from "./client.ts";
import { configSchema } from "./config.ts";
import { toAccount } from "./mapper.ts";
import { type WireAccount, wireAccount, wireList } from "./wire.ts";

/** Revsto's distributor API, version 1. */
export const revsto = defineProvider({
  kind: "revsto",
  configSchema,
  create(config, context) {
    const { name, log } = context;
    const client = createClient(config, context);
    const walk = offsetWalk({ provider: name, size: config.pageSize });
    const catalogue = createCatalogue(client, config, context);
    const map = (wire: WireAccount, raw: string) => {
      const holderType = wire.productId === null ? undefined : catalogue.holderType(wire.productId);
      return toAccount(wire, raw, { unit: config.amountUnit, holderType });
    };
    // Closing is for good; everything else is done by Revsto's own staff.
    const closable: readonly AccountStatus[] = [
      "PENDING",
      "ACTIVE",
      ...(config.closesSuspended ? (["SUSPENDED"] as const) : []),
    ];

    async function list(call: Call, offset: number, limit: number) {
      const query = { [config.offsetParameter]: offset, [config.limitParameter]: limit };
      return readShape(name, wireList, await client.get(call, "/accounts", query));
    }

    return {
      name,
      kind: "revsto",
      features: ["BALANCES", "PROVISIONING"],
      filters: [],

      async ping(call) {
        await list(call, 0, 1);
      },

      async getAccount(call, id) {
        const answer = await client.find(call, "/accounts", id);
        return answer === undefined ? null : readAccount(name, answer, wireAccount, map);
      },

      async listAccounts(call, cursor) {
        if (cursor === null) await catalogue.refresh(call);
        const { offset, limit } = walk.ask(cursor);
        const { items, count, limit: served } = await list(call, offset, limit);
        // A count of more rows than the page has can only mean all rows; otherwise it may mean either.
        const total = count !== null && count > items.length ? count : null;
        const next = walk.next(cursor, { keys: rowKeys(items, "id"), total, served });
        return { ...readRows(name, log, items, wireAccount, map), next, total };
      },

      listProducts: (call) => catalogue.read(call),

      availableTransitions: ({ status }) => (closable.includes(status) ? ["CLOSED"] : []),
      close: client.close,
    };
  },
});
