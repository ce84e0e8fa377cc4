import type { AccountStatus, ProviderAccount } from "../../domain/account.ts";
import { readShape, unknownAccount } from "../kit/answers.ts";
import { rowKeys } from "../kit/list-walk.ts";
import { pageNumberWalk } from "../kit/pagination.ts";
import { pathSegment } from "../kit/path-segment.ts";
import { readAccount, readRows } from "../kit/rows.ts";
import { type Call, defineProvider, type ListFilter } from "../provider.ts";
import { createClient } from "./client.ts";
import { configSchema } from "./config.ts";
import { isNotFound, refusal } from "./errors.ts";
import { toAccount, toProduct } from "./mapper.ts";
import { readStatements } from "./statements.ts";
import { type WireEnvelope, wireAccount, wireList } from "./wire.ts";

/** Closing is for good. `inactive` is never asked for: the status call knows only active and blocked. */
const transitions: Readonly<Partial<Record<AccountStatus, readonly AccountStatus[]>>> = {
  ACTIVE: ["SUSPENDED", "CLOSED"],
  SUSPENDED: ["ACTIVE", "CLOSED"],
  INACTIVE: ["ACTIVE"],
};

/** Accounts at Paynetics, API version 2. */
export const paynetics = defineProvider({
  kind: "paynetics",
  configSchema,
  create(config, context) {
    const { name, log } = context;
    const client = createClient(config, context);
    const walk = pageNumberWalk({ provider: name, size: config.pageSize, firstPage: 1 });

    function dataOf({ code, data }: WireEnvelope): unknown {
      if (code !== "0") throw refusal(name, code);
      return data;
    }

    async function list(call: Call, page: number, size: number, filter: ListFilter) {
      const path = `/accounts/${page}/${size}`;
      const query = { merchant: filter.merchantId, user: filter.userId, program: filter.productCode };
      return readShape(name, wireList, dataOf(await client.get(call, { operation: "accounts_list", path, query })));
    }

    return {
      name,
      kind: "paynetics",
      features: ["BALANCES", "VIRTUAL_ACCOUNTS"],
      filters: ["merchantId", "userId", "productCode"],

      async ping(call) {
        await list(call, 1, 1, {});
      },

      async getAccount(call, id): Promise<ProviderAccount | null> {
        const segment = pathSegment(id);
        if (segment === null) return null;
        const envelope = await client.get(call, { operation: "account_details", path: `/accounts/${segment}` });
        return isNotFound(envelope.code) ? null : readAccount(name, dataOf(envelope), wireAccount, toAccount);
      },

      async listAccounts(call, cursor, filter) {
        const { page, size } = walk.ask(cursor);
        const { items, total_items: total } = await list(call, page, size, filter);
        const next = walk.next(cursor, { keys: rowKeys(items, "token"), total, served: null });
        return { ...readRows(name, log, items, wireAccount, toAccount), next, total };
      },

      async listStatements(call, accountId, query) {
        const statement = await readStatements(name, (read) => client.get(call, read).then(dataOf), accountId, query);
        // A list of nobody's movements is empty, too.
        if (statement.total === 0 && (await this.getAccount(call, accountId)) === null) throw unknownAccount(name);
        return statement;
      },

      listProducts: async () => config.programs.map(toProduct),

      availableTransitions: ({ status }) => transitions[status] ?? [],
      close: client.close,
    };
  },
});
