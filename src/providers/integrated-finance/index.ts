import { readShape, unknownAccount } from "../kit/answers.ts";
import { rowKeys } from "../kit/list-walk.ts";
import { pageNumberWalk } from "../kit/pagination.ts";
import { readAccount, readRows } from "../kit/rows.ts";
import { type Call, defineProvider, type ListFilter } from "../provider.ts";
import { planAdjustment } from "./adjustment.ts";
import { planClosing, planStatusChange, planUpdate, updatableFields } from "./changes.ts";
import { createClient } from "./client.ts";
import { toOwnerDetails, wireClient } from "./clients.ts";
import { configSchema } from "./config.ts";
import { planConnectionReport } from "./connection-report.ts";
import { planCreation, planMigration } from "./creation.ts";
import { type CreationInput, creationInput } from "./creation-input.ts";
import { toInstructions, wireDepositInformation } from "./deposit-information.ts";
import { searchFor } from "./find-created.ts";
import { toAccount, toListedAccount } from "./mapper.ts";
import { filters, listQuery } from "./query.ts";
import { send } from "./send.ts";
import { readStatements } from "./statements.ts";
import { transitionsOf } from "./transitions.ts";
import { createWebhookReader } from "./webhook.ts";
import { wireAccount, wireList, wireSingle } from "./wire.ts";

/** Client accounts on the Integrated Finance platform. */
export const integratedFinance = defineProvider({
  kind: "integrated-finance",
  ownerKinds: ["CLIENT"],
  configSchema,
  creationInput: { field: "integratedFinance", schema: creationInput, ownerFields: { CLIENT: "clientId" } },
  webhooks: createWebhookReader,
  create(config, context) {
    const { name, log } = context;
    const client = createClient(config, context);
    const walk = pageNumberWalk({ provider: name, size: config.pageSize, firstPage: 0 });

    async function list(call: Call, page: number, size: number, filter: ListFilter) {
      return readShape(name, wireList, await client.get(call, "/accounts", listQuery(name, page, size, filter)));
    }

    return {
      name,
      kind: "integrated-finance",
      features: ["BALANCES", "SUB_ACCOUNTS", "PROVISIONING", "HOLDER_NAMES"],
      filters,

      async ping(call) {
        await list(call, 0, 1, {});
      },

      async getAccount(call, id) {
        const answer = await client.find(call, "/accounts", id);
        if (answer === undefined) return null;
        const { account } = readShape(name, wireSingle, answer).data;
        return readAccount(name, account, wireAccount, toAccount);
      },

      async listAccounts(call, cursor, filter) {
        const { page, size } = walk.ask(cursor);
        const { data, metadata } = await list(call, page, size, filter);
        const total = metadata?.page?.totalElements ?? null;
        const served = metadata?.page?.size ?? null;
        const next = walk.next(cursor, { keys: rowKeys(data.accounts, "id"), total, served });
        return { ...readRows(name, log, data.accounts, wireAccount, toListedAccount), next, total };
      },

      listStatements: (call, accountId, query) => readStatements(name, client, call, accountId, query),

      async getDepositInformation(call, accountId) {
        const answer = await client.find(call, "/accounts", accountId, { below: "/deposit-information" });
        if (answer === undefined) throw unknownAccount(name);
        return toInstructions(readShape(name, wireDepositInformation, answer));
      },

      async getOwner(call, owner) {
        const answer = await client.find(call, "/clients", owner.id);
        return answer === undefined ? null : toOwnerDetails(readShape(name, wireClient, answer));
      },

      availableTransitions: (account) => transitionsOf(config, account),

      // The schema has read the input: `creationInput` above.
      planCreation: (input, creation) => planCreation(name, input as CreationInput, creation),
      planMigration: (migration) => planMigration(name, migration),
      updatableFields,
      planUpdate: (account, update) => planUpdate(name, account, update),
      planStatusChange: (account, status) => planStatusChange(name, config, account, status),
      planClosing: (account) => planClosing(name, config, account),
      planConnectionReport: (account, report) => planConnectionReport(name, config, account, report),
      planAdjustment: (account, adjustment) => planAdjustment(name, account, adjustment),
      replayHorizonMs: config.keyLifeHours * 3_600_000,
      send: (call, request) => send(name, client, call, request),

      // An account has neither a date nor a reference of ours.
      findsLookalikes: true,
      async findCreated(call, sought, cursor) {
        const { filter, matches } = searchFor(sought);
        const { page, size } = walk.ask(cursor);
        const { data, metadata } = await list(call, page, size, filter);
        // A row that cannot be read may be the one: that is no "none".
        const accounts = data.accounts.map((row) => readAccount(name, row, wireAccount, toListedAccount));
        const served = metadata?.page?.size ?? null;
        const total = metadata?.page?.totalElements ?? null;
        const next = walk.next(cursor, { keys: rowKeys(data.accounts, "id"), total, served });
        return { accounts: accounts.filter(matches), next };
      },

      close: client.close,
    };
  },
});
