import { readShape } from "../kit/answers.ts";
import { sameAccount } from "../kit/change-answers.ts";
import { readAccount, readRows } from "../kit/rows.ts";
import { tokenWalk } from "../kit/token-walk.ts";
import { type Call, defineProvider, type ListFilter } from "../provider.ts";
import { planStatus, planUpdate, tellsAsked, transitionsOf, updatableFields } from "./changes.ts";
import { createClient } from "./client.ts";
import { configSchema } from "./config.ts";
import { generatedIban, isSought, planCreation } from "./creation.ts";
import { type CreationInput, creationInput } from "./creation-input.ts";
import { toAccount, toWireStatus } from "./mapper.ts";
import { createWebhookReader } from "./webhook.ts";
import { type WireAccount, wireAccount, wirePage } from "./wire.ts";

/** Inventi's account service, version 2. */
export const inventi = defineProvider({
  kind: "inventi",
  ownerKinds: [],
  configSchema,
  creationInput: { field: "inventi", schema: creationInput, ibanField: "iban", generatedIban },
  webhooks: createWebhookReader,
  create(config, context) {
    const { name, log } = context;
    const client = createClient(config, context);
    const walk = tokenWalk(name);
    const map = (wire: WireAccount, raw: string) => toAccount(wire, raw, config.currency);

    async function search(call: Call, limit: number, token: string | null, filter: ListFilter) {
      const query = {
        limit,
        [config.pageTokenParameter]: token ?? undefined,
        iban: filter.iban,
        clientAccountId: filter.clientAccountId,
        accountHolderName: filter.holderName,
        status: (filter.status && toWireStatus(filter.status)) ?? undefined,
      };
      return readShape(name, wirePage, await client.get(call, "/accounts", query));
    }

    return {
      name,
      kind: "inventi",
      features: ["HOLDER_NAMES"],
      filters: ["iban", "clientAccountId", "holderName", "status"],

      async ping(call) {
        await search(call, 1, null, {});
      },

      async getAccount(call, id) {
        const answer = await client.find(call, "/accounts", id);
        return answer === undefined ? null : readAccount(name, answer, wireAccount, map);
      },

      async listAccounts(call, cursor, filter) {
        // No account can be in a status that Inventi has no word for.
        if (filter.status && toWireStatus(filter.status) === null)
          return { accounts: [], next: null, total: null, malformed: 0 };
        const { meta, accounts } = await search(call, config.pageSize, walk.ask(cursor), filter);
        const next = walk.next(cursor, { nextToken: meta?.nextPageToken ?? null, isEmpty: accounts.length === 0 });
        return { ...readRows(name, log, accounts, wireAccount, map), next, total: null };
      },

      availableTransitions: ({ status }) => transitionsOf(status),

      // The schema has read the input: `creationInput` above.
      planCreation: (input, creation) => planCreation(name, input as CreationInput, creation),
      updatableFields,
      planUpdate: (account, update) => planUpdate(name, account, update),
      planStatusChange: (account, status) => planStatus(name, account, status),
      planClosing: (account) => planStatus(name, account, "CLOSED"),
      replayHorizonMs: null,

      async send(call, request) {
        const headers = request.key === null ? {} : { "idempotency-key": request.key };
        const take = (answer: unknown) => {
          if (answer === undefined && request.path !== "/accounts") return null;
          const account = sameAccount(name, request, readAccount(name, answer, wireAccount, map));
          return tellsAsked(request, account) ? account : null;
        };
        return client.change(call, request, take, headers);
      },

      async findCreated(call, sought) {
        const { accounts } = await search(call, config.pageSize, null, { clientAccountId: sought.clientAccountId });
        // A row that cannot be read may be the one: that is no "none".
        const found = accounts.map((row) => readAccount(name, row, wireAccount, map));
        return { accounts: found.filter((account) => isSought(account, sought)), next: null };
      },

      close: client.close,
    };
  },
});
