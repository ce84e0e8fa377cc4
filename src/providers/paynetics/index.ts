import type { ProviderAccount } from "../../domain/account.ts";
import { readShape, unknownAccount } from "../kit/answers.ts";
import { closedAlready } from "../kit/closing.ts";
import { rowKeys } from "../kit/list-walk.ts";
import { pageNumberWalk } from "../kit/pagination.ts";
import { pathSegment } from "../kit/path-segment.ts";
import { readAccount, readRows } from "../kit/rows.ts";
import { type Call, defineProvider, type ListFilter } from "../provider.ts";
import { createClient } from "./client.ts";
import { configSchema } from "./config.ts";
import { candidatesAmong, filterOf, tokensOf } from "./created.ts";
import { creationInput, type PayneticsCreation } from "./creation-input.ts";
import { isNotFound, refusal } from "./errors.ts";
import { toAccount, toProduct } from "./mapper.ts";
import { planClosing, planCreation, planStatusChange } from "./plans.ts";
import { readStatements } from "./statements.ts";
import { transitions } from "./transitions.ts";
import { createWebhookReader } from "./webhook.ts";
import { type WireEnvelope, wireAccount, wireList } from "./wire.ts";

/** Accounts at Paynetics, API version 2. */
export const paynetics = defineProvider({
  kind: "paynetics",
  ownerKinds: ["MERCHANT", "USER"],
  configSchema,
  creationInput: {
    field: "paynetics",
    schema: creationInput,
    ownerFields: { MERCHANT: "merchant", USER: "user" },
  },
  webhooks: createWebhookReader,
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

    async function page(call: Call, cursor: string | null, filter: ListFilter) {
      const asked = walk.ask(cursor);
      const { items: rows, total_items: total } = await list(call, asked.page, asked.size, filter);
      return { rows, total, next: walk.next(cursor, { keys: rowKeys(rows, "token"), total, served: null }) };
    }

    async function read(call: Call, path: string): Promise<ProviderAccount | null> {
      const envelope = await client.get(call, { operation: "account_details", path });
      return isNotFound(envelope.code) ? null : readAccount(name, dataOf(envelope), wireAccount, toAccount);
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
        return segment === null ? null : read(call, `/accounts/${segment}`);
      },

      async listAccounts(call, cursor, filter) {
        const { rows, total, next } = await page(call, cursor, filter);
        return { ...readRows(name, log, rows, wireAccount, toAccount), next, total };
      },

      async listStatements(call, accountId, query) {
        const statement = await readStatements(name, (read) => client.get(call, read).then(dataOf), accountId, query);
        // A list of nobody's movements is empty, too.
        if (statement.total === 0 && (await this.getAccount(call, accountId)) === null) throw unknownAccount(name);
        return statement;
      },

      listProducts: async () => config.programs.map(toProduct),

      planCreation: (input: PayneticsCreation, creation) => planCreation(name, config, input, creation),
      planStatusChange: (account, status) => planStatusChange(name, account, status),
      planClosing: (account) => planClosing(name, config, account),

      async send(call, request) {
        const sent = client.change(call, request, ({ code, data }) => {
          if (code !== "0") throw refusal(name, code);
          return request.method === "POST" ? readAccount(name, data, wireAccount, toAccount) : null;
        });
        if (request.method !== "DELETE") return sent;
        return sent.catch((refused) => closedAlready(refused, () => read(call, request.path)));
      },

      async takeInventory(call, plan, cursor) {
        const { rows, next } = await page(call, cursor, filterOf(plan));
        return { ids: tokensOf(name, rows), next };
      },

      async findCreated(call, sought, cursor) {
        const { rows, next } = await page(call, cursor, filterOf(sought.plan));
        return { accounts: candidatesAmong(name, rows, sought), next };
      },

      availableTransitions: ({ status }) => transitions[status] ?? [],
      close: client.close,
    };
  },
});
