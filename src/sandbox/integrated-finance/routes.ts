import type { FastifyInstance } from "fastify";
import type { Books } from "../kit/books.ts";
import type { Access } from "./access.ts";
import type { IfAccount } from "./account.ts";
import { addAccountRoutes } from "./account-routes.ts";
import { clientsFrom, countClients, createClient, mustFindClient } from "./clients.ts";
import { envelope, readEnvelope } from "./envelope.ts";
import { once } from "./once.ts";
import { pageMetadata, type Query, readPage } from "./paging.ts";
import { errorBody, Refusal } from "./refusal.ts";
import { settingsOf } from "./settings.ts";

/** The API below `/{version}/{instance}`. */
export function addRoutes(api: FastifyInstance, books: Books<IfAccount>, access: Access): void {
  const settings = settingsOf(books);
  api.addHook("onRequest", async (request) => access.check(request));
  api.setNotFoundHandler((_request, reply) => {
    reply.code(404).send(errorBody(new Refusal(404, "not_found", "no such resource"), settings.errorShape));
  });
  api.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const isMalformed = error.statusCode !== undefined && error.statusCode < 500;
    const refusal =
      error instanceof Refusal
        ? error
        : isMalformed
          ? new Refusal(400, "bad_request", error.message)
          : new Refusal(500, "generic", "internal error");
    reply.code(refusal.status).send(errorBody(refusal, settings.errorShape));
  });

  addAccountRoutes(api, books, settings);

  api.post("/clients", (request, reply) =>
    once(books, settings, request, reply, () => {
      const asked = readEnvelope(request.body);
      return envelope({ workflow: asked.workflow, data: { client: createClient(books, asked) } });
    }),
  );
  api.get<{ Querystring: Query }>("/clients", ({ query }) => {
    const page = readPage(query, settings.pageMax);
    const clients = clientsFrom(books, page.from, page.size);
    return envelope({ data: { clients }, metadata: pageMetadata(page, countClients(books)) });
  });
  api.get<{ Params: { id: string } }>("/clients/:id", ({ params }) =>
    envelope({ data: { client: mustFindClient(books, params.id) } }),
  );

  /** The history is not simulated: the ledger shows what was delivered. */
  api.get<{ Querystring: Query }>("/webhooks", ({ query }) =>
    envelope({ data: { webhooks: [] }, metadata: pageMetadata(readPage(query, 100, 20), 0) }),
  );
}
