import type { FastifyInstance } from "fastify";
import type { Books } from "../kit/books.ts";
import type { PayneticsAccount } from "./account.ts";
import { failure, Refusal, success } from "./answers.ts";
import { authenticate } from "./authentication.ts";
import { changeStatus, findAccount, terminate } from "./change.ts";
import { createAccount } from "./create.ts";
import { listAccounts, listMovements, type PagePath } from "./lists.ts";
import { presentAccount, presentMovement } from "./present.ts";
import { settingsOf } from "./settings.ts";

type Query = Readonly<Record<string, string | undefined>>;

/** The API below `/v2`. Every answer has HTTP status 200; what happened stands in `code`. */
export function addRoutes(server: FastifyInstance, books: Books<PayneticsAccount>): void {
  const settings = settingsOf(books);
  const present = (account: PayneticsAccount) => presentAccount(account, books, settings);
  const frame = (page: { total: number }, items: readonly object[]) =>
    success({ items, total_items: settings.totalAs === "text" ? String(page.total) : page.total });

  server.addHook("preHandler", async (request) => {
    // A path without an endpoint has no operation that could be signed.
    if (!request.is404) authenticate(request, settings, books.now());
  });
  server.setNotFoundHandler((_request, reply) => reply.code(200).send(failure(new Refusal(404), false)));
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const isMalformed = error.statusCode !== undefined && error.statusCode < 500;
    const refusal = error instanceof Refusal ? error : new Refusal(isMalformed ? 400 : 500);
    reply.code(200).send(failure(refusal, settings.errorDetails));
  });

  server.post("/accounts", { config: { operation: "account_create" } }, (request) => {
    const account = createAccount(books, request.body);
    books.committed(request);
    return success(present(account));
  });
  server.get<{ Params: PagePath; Querystring: Query }>(
    "/accounts/:page/:limit",
    { config: { operation: "accounts_list" } },
    ({ params, query }) => {
      const page = listAccounts(books, params, query, settings);
      return frame(page, page.items.map(present));
    },
  );
  server.get<{ Params: { account: string } }>(
    "/accounts/:account",
    { config: { operation: "account_details" } },
    ({ params }) => success(present(findAccount(books, params.account))),
  );
  server.put<{ Params: { account: string } }>(
    "/accounts/:account/status",
    { config: { operation: "account_status" } },
    (request) => {
      changeStatus(books, request.params.account, request.body);
      books.committed(request);
      return success();
    },
  );
  server.delete<{ Params: { account: string } }>(
    "/accounts/:account",
    { config: { operation: "account_terminate" } },
    (request) => {
      terminate(books, request.params.account, settings);
      books.committed(request);
      return success();
    },
  );
  server.get<{ Params: PagePath; Querystring: Query }>(
    "/transactions/:page/:limit",
    { config: { operation: "transactions_list" } },
    ({ params, query }) => {
      const page = listMovements(books, params, query);
      return frame(
        page,
        page.items.map(({ account, movement }) => presentMovement(account, movement)),
      );
    },
  );
  server.get<{ Params: { transaction: string } }>(
    "/transactions/:transaction",
    { config: { operation: "transaction_details" } },
    ({ params }) => {
      for (const account of books.all()) {
        const movement = account.movements.find(({ token }) => token === params.transaction);
        if (movement) return success(presentMovement(account, movement));
      }
      throw new Refusal(11002);
    },
  );
}
