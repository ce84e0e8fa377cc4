import type { FastifyInstance } from "fastify";
import type { Books } from "../kit/books.ts";
import { type RevstoAccount, toJson, toNewJson } from "./account.ts";
import { addTokenEndpoint, demandScope } from "./authentication.ts";
import { products, profiles, type Scope, transactions } from "./catalogue.ts";
import { closeAccount, closeUser } from "./close.ts";
import { addHook, listHooks, removeHook } from "./hooks.ts";
import { listFrame } from "./list-frame.ts";
import { openAccount } from "./open-account.ts";
import { addRefusalAnswers, Refusal } from "./refusal.ts";
import { distributorUserId } from "./seed-cases.ts";
import { revstoSettings } from "./settings.ts";

/** A path with one id. */
interface ById {
  readonly Params: { readonly id: string };
}

export function addRoutes(server: FastifyInstance, books: Books<RevstoAccount>): void {
  const settings = revstoSettings(books.settings);
  const scope = (name: Scope) => ({ onRequest: demandScope(books, name) });
  const closedAnswer = settings.closeAnswer === "object" ? {} : "";
  const listed = (): readonly RevstoAccount[] =>
    settings.distributorAccountVisible ? books.all() : books.all().filter(({ userId }) => userId !== distributorUserId);

  server.register(
    async (api) => {
      addRefusalAnswers(api, settings);
      addTokenEndpoint(api, books, settings);
      api.setNotFoundHandler(() => {
        throw new Refusal(404, "NOT_FOUND", "no such resource");
      });

      api.get("/products", scope("account_view"), ({ query }) => listFrame(products, query, "+id", settings));
      api.get("/users/profiles", scope("profile_view"), ({ query }) => listFrame(profiles, query, "+id", settings));

      api.get("/accounts", scope("account_view"), ({ query }) =>
        listFrame(listed(), query, settings.sortEcho, settings, (account) => toJson(account, books)),
      );
      api.get<ById>("/accounts/:id", scope("account_view"), ({ params }) => {
        const account = books.get(params.id);
        if (!account) throw new Refusal(404, "ACCOUNT_NOT_FOUND", "unknown account");
        return toJson(account, books);
      });
      api.post<ById>("/users/:id/accounts", scope("account_creation"), (request, reply) => {
        const account = openAccount(books, request.params.id, request.body);
        books.committed(request);
        return reply.code(settings.createStatus).send(toNewJson(account, books));
      });
      api.delete<ById>("/accounts/:id", scope("account_close"), (request, reply) => {
        closeAccount(books, request.params.id, settings);
        books.committed(request);
        return reply.send(closedAnswer);
      });
      api.delete<ById>("/users/:id", scope("user_deactivate"), (request, reply) => {
        closeUser(books, request.params.id);
        books.committed(request);
        return reply.send(closedAnswer);
      });

      api.get("/hooks", scope("event_management"), ({ query }) => listFrame(listHooks(books), query, "+id", settings));
      api.post("/hooks", scope("event_management"), (request, reply) => {
        const hook = addHook(books, request.body);
        books.committed(request);
        return reply.code(201).send(hook);
      });
      api.delete<ById>("/hooks/:id", scope("event_management"), (request, reply) => {
        removeHook(books, request.params.id);
        books.committed(request);
        return reply.send({});
      });

      api.get<ById>("/transactions/:id", scope("transaction_view"), ({ params }) => {
        const transaction = transactions.find(({ id }) => id === params.id);
        if (!transaction) throw new Refusal(404, "TRANSACTION_NOT_FOUND", "unknown transaction");
        return transaction;
      });
    },
    { prefix: "/api/distributor/v1" },
  );
}
