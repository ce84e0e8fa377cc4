import { z } from "zod";
import { adminAction, mustFind } from "../../src/sandbox/kit/admin.ts";
import type { Simulator, SimulatorAccount } from "../../src/sandbox/kit/simulator.ts";

export interface ToyAccount extends SimulatorAccount {
  readonly name: string;
}

/** The smallest provider: one read, one write, no authentication. */
export const toy: Simulator<ToyAccount> = {
  kind: "toy",
  name: "toy",
  seed(books, count, random) {
    for (let number = 1; number <= count; number += 1)
      books.insert({ id: String(books.next("account")), name: random.pick(["Ada", "Bo", "Cy"]) });
  },
  register(server, books) {
    server.get<{ Params: { id: string } }>("/accounts/:id", ({ params }, reply) =>
      reply.code(books.get(params.id) ? 200 : 404).send(books.get(params.id) ?? {}),
    );
    server.post<{ Body: { name: string } }>("/accounts", (request, reply) => {
      const account = { id: String(books.next("account")), name: request.body.name };
      books.insert(account);
      books.committed(request);
      return reply.code(201).send(account);
    });
  },
  admin: {
    rename: adminAction(z.strictObject({ id: z.string(), name: z.string() }), (books, { id, name }) =>
      books.update(mustFind(books, id).id, { name }),
    ),
    remove: adminAction(z.strictObject({ id: z.string() }), (books, { id }) => books.remove(id)),
  },
  show: (account) => ({ ...account, shown: true }),
  providerConfig: (baseUrl) => ({ baseUrl }),
  customer: { owners: [], accounts: ["1"] },
};
