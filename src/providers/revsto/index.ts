import type { AccountStatus, ProviderAccount } from "../../domain/account.ts";
import { GatewayError } from "../../domain/errors.ts";
import { readShape } from "../kit/answers.ts";
import { closedAlready } from "../kit/closing.ts";
import { rowKeys } from "../kit/list-walk.ts";
import { offsetWalk } from "../kit/pagination.ts";
import { readAccount, readRows } from "../kit/rows.ts";
import { type Call, type ChangeRequest, defineProvider } from "../provider.ts";
import { createCatalogue } from "./catalogue.ts";
import { createClient } from "./client.ts";
import { configSchema } from "./config.ts";
import { candidatesAmong, toCreated } from "./created.ts";
import { creationInput, type RevstoCreation } from "./creation-input.ts";
import { registerHooks } from "./hooks.ts";
import { toAccount } from "./mapper.ts";
import { planClosing, planCreation, planHolderClosing } from "./plans.ts";
import { createWebhookReader } from "./webhook.ts";
import { type WireAccount, wireAccount, wireList } from "./wire.ts";

/** Revsto's distributor API, version 1. */
export const revsto = defineProvider({
  kind: "revsto",
  ownerKinds: ["USER"],
  configSchema,
  creationInput: { field: "revsto", schema: creationInput, ownerFields: { USER: "userId" } },
  webhooks: createWebhookReader,
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

    async function page(call: Call, cursor: string | null) {
      const { offset, limit } = walk.ask(cursor);
      const { items: rows, count, limit: served } = await list(call, offset, limit);
      // A count of more rows than the page has can only mean all rows; otherwise it may mean either.
      const total = count !== null && count > rows.length ? count : null;
      return { rows, total, next: walk.next(cursor, { keys: rowKeys(rows, "id"), total, served }) };
    }

    const availableTransitions = ({ status }: { readonly status: AccountStatus }): readonly AccountStatus[] =>
      closable.includes(status) ? ["CLOSED"] : [];

    async function read(call: Call, id: string): Promise<ProviderAccount | null> {
      const answer = await client.find(call, "/accounts", id);
      return answer === undefined ? null : readAccount(name, answer, wireAccount, map);
    }

    /** Nothing that is said with a yes is documented: any JSON is taken for one, and an empty answer, too. */
    async function close(call: Call, request: ChangeRequest): Promise<ProviderAccount | null> {
      try {
        return await client.change(call, request, () => null);
      } catch (error) {
        if (!(error instanceof GatewayError) || !request.path.startsWith("/accounts/")) throw error;
        const answer = () => client.get(call, request.path, {});
        return closedAlready(error, async () => readAccount(name, await answer(), wireAccount, map));
      }
    }

    return {
      name,
      kind: "revsto",
      features: ["BALANCES", "PROVISIONING"],
      filters: [],

      async ping(call) {
        await list(call, 0, 1);
      },

      getAccount: read,

      async listAccounts(call, cursor) {
        if (cursor === null) await catalogue.refresh(call);
        const { rows, total, next } = await page(call, cursor);
        return { ...readRows(name, log, rows, wireAccount, map), next, total };
      },

      listProducts: (call) => catalogue.read(call),

      registerWebhooks: (call, address) => registerHooks(context, config, client, call, address),

      planCreation: (input: RevstoCreation, creation) => planCreation(name, input, creation),
      planClosing: (account) => planClosing(name, account, availableTransitions(account.facts)),
      planHolderClosing: (owner, openAccounts) => planHolderClosing(name, owner, openAccounts),

      async send(call, request) {
        if (request.method !== "POST") return close(call, request);
        const mapCreated = (wire: WireAccount, raw: string) => toCreated(wire, map(wire, raw));
        return client.change(call, request, (answer) => readAccount(name, answer, wireAccount, mapCreated));
      },

      async findCreated(call, sought, cursor) {
        const { rows, next } = await page(call, cursor);
        const accounts = candidatesAmong(name, rows, sought, {
          toleranceMs: config.clockToleranceSeconds * 1000,
          read: (row) => readAccount(name, row, wireAccount, map),
        });
        return { accounts, next };
      },

      availableTransitions,
      close: client.close,
    };
  },
});
