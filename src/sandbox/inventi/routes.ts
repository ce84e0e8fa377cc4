import type { FastifyInstance } from "fastify";
import type { Books } from "../kit/books.ts";
import { type InventiAccount, toJson } from "./account.ts";
import { addTokenEndpoint, demandToken } from "./authentication.ts";
import { changeStatus, patchAccount } from "./change.ts";
import { createAccount } from "./create.ts";
import { addProblemAnswers, Problem } from "./problem.ts";
import { searchAccounts } from "./search.ts";
import { inventiSettings } from "./settings.ts";

const prefix = "/account-service/v2";

export function addRoutes(server: FastifyInstance, books: Books<InventiAccount>): void {
  const settings = inventiSettings(books.settings);
  addTokenEndpoint(server, books, settings);

  server.register(
    async (api) => {
      addProblemAnswers(api, settings);
      demandToken(api, books, settings);
      api.setNotFoundHandler(() => {
        throw new Problem(404, "Resource not found");
      });
      const mustExist = ({ params }: { params: { id: string } }): InventiAccount => {
        const account = books.get(params.id);
        if (!account) throw new Problem(404, "Resource not found");
        return account;
      };

      api.get("/accounts", ({ query }) => searchAccounts(books, query, settings));

      api.post("/accounts", (request, reply) => {
        const key = request.headers["idempotency-key"]?.toString();
        const { account, isReplay } = createAccount(books, key, request.body, settings);
        if (!isReplay) books.committed(request);
        return reply.code(isReplay ? settings.replayStatus : 201).send(toJson(account));
      });

      api.get<{ Params: { id: string } }>("/accounts/:id", (request) => toJson(mustExist(request)));

      api.patch<{ Params: { id: string } }>("/accounts/:id", (request) => {
        const account = patchAccount(books, mustExist(request), request.body, settings);
        books.committed(request);
        return toJson(account);
      });

      api.post<{ Params: { id: string } }>("/accounts/:id/status", (request) => {
        const account = changeStatus(books, mustExist(request), request.body, settings);
        books.committed(request);
        return toJson(account);
      });
    },
    { prefix },
  );
}
