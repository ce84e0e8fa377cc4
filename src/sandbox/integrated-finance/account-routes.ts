import type { FastifyInstance } from "fastify";
import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";
import { adjustBalance } from "./adjust.ts";
import { findClient } from "./clients.ts";
import { createAccount } from "./create.ts";
import { depositInformation } from "./deposit-information.ts";
import { envelope, readEnvelope } from "./envelope.ts";
import { listAccounts } from "./list.ts";
import { once } from "./once.ts";
import { cut, pageMetadata, type Query, readPage } from "./paging.ts";
import { mirrorOf, presentAccount } from "./present.ts";
import { findAccount, settle } from "./provisioning.ts";
import type { IfSettings } from "./settings.ts";
import { findEntries, presentEntry } from "./statements.ts";
import { updateAccount } from "./update.ts";

interface OneAccount {
  Params: { id: string };
  Querystring: Query;
}

export function addAccountRoutes(api: FastifyInstance, books: Books<IfAccount>, settings: IfSettings): void {
  api.post("/accounts", (request, reply) =>
    once(books, settings, request, reply, () => {
      const asked = readEnvelope(request.body);
      const { account, connect } = createAccount(books, settings, asked);
      return envelope({ workflow: asked.workflow, data: { account: presentAccount(account, "create") }, connect });
    }),
  );
  api.patch<OneAccount>("/accounts/:id", (request) => {
    const asked = readEnvelope(request.body);
    const account = updateAccount(books, settings, request.params.id, asked);
    books.committed(request);
    return envelope({ workflow: asked.workflow, data: { account: presentAccount(account, "update") } });
  });
  api.get<OneAccount>("/accounts/:id", ({ params, query }) => showAccount(books, settings, params.id, query));
  api.get<OneAccount>("/accounts", ({ query }) => {
    const page = readPage(query, settings.pageMax);
    const { accounts, total } = listAccounts(books, query, page);
    return envelope({
      data: { accounts: accounts.map((account) => presentAccount(account, "list", mainConnection(books, account))) },
      metadata: pageMetadata(page, total),
    });
  });
  api.get<OneAccount>("/accounts/:id/deposit-information", ({ params }) =>
    envelope({ data: { depositInformation: depositInformation(books, findAccount(books, params.id)) } }),
  );
  api.post<OneAccount>("/accounts/:id/balance-adjustments", (request, reply) =>
    once(books, settings, request, reply, () => {
      const asked = readEnvelope(request.body);
      const balanceAdjustment = adjustBalance(books, settings, request.params.id, asked);
      return envelope({ workflow: asked.workflow, data: { balanceAdjustment } });
    }),
  );
  api.get<OneAccount>("/accounts/:id/account-statements", ({ params, query }) => {
    const account = findAccount(books, params.id);
    const page = readPage(query, settings.pageMax);
    const entries = findEntries(books, account, query);
    const accountStatements = cut(entries, page).map((entry) => presentEntry(account, entry));
    return envelope({ data: { accountStatements }, metadata: pageMetadata(page, entries.length) });
  });
}

/** F3, with the two things that can be asked for beside the account. */
function showAccount(books: Books<IfAccount>, settings: IfSettings, id: string, query: Query): object {
  const account = findAccount(books, id);
  const isMirrored = asks(query, "metadata.include", "connect.connection") && settings.mirror;
  const isExpanded = asks(query, "metadata.expand", "data.account.clientId");
  const { connection } = account;
  return envelope({
    data: {
      account: presentAccount(account, isExpanded ? "get expanded" : "get"),
      ...(isExpanded && { client: findClient(books, account.clientId) }),
    },
    connect: isMirrored && connection ? { connection: mirrorOf(connection) } : {},
    metadata: {
      ...(isMirrored && { include: ["connect.connection"] }),
      ...(isExpanded && { expand: ["data.account.clientId"] }),
    },
  });
}

function asks(query: Query, parameter: string, value: string): boolean {
  return [query[parameter] ?? []].flat().some((given) => given.split(",").includes(value));
}

function mainConnection(books: Books<IfAccount>, { mainAccountId }: IfAccount) {
  const main = mainAccountId === null ? undefined : books.get(mainAccountId);
  return main ? settle(main, books.now()).connection : null;
}
