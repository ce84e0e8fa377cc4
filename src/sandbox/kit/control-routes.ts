import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { AdminRefusal } from "./admin.ts";
import type { Books } from "./books.ts";
import type { Delivery } from "./courier.ts";
import { type FaultRules, faultRuleSchema } from "./fault-rules.ts";
import type { RequestLog } from "./request-log.ts";
import type { Simulator, SimulatorAccount } from "./simulator.ts";

interface Controlled<A extends SimulatorAccount> {
  readonly simulator: Simulator<A>;
  readonly books: Books<A>;
  readonly requests: RequestLog;
  readonly faults: FaultRules;
  readonly instance: string;
  readonly deliveries: () => readonly Delivery[];
}

const adminSchema = z.looseObject({ action: z.string() });

export function addControlRoutes<A extends SimulatorAccount>(server: FastifyInstance, world: Controlled<A>): void {
  const { simulator, books, requests, faults, instance, deliveries } = world;

  const clearFaults = (id?: string) => {
    faults.clear(id);
    return { faults: faults.list() };
  };

  server.get("/__sandbox", () => ({ name: simulator.name, kind: simulator.kind, instance }));

  /** `?accounts=0` and `?requests=0` leave the long parts out. */
  server.get<{ Querystring: { accounts?: string; requests?: string } }>("/__ledger", ({ query }) => ({
    name: simulator.name,
    total: { accounts: books.all().length, ...requests.total() },
    ...(query.accounts !== "0" && { accounts: books.all().map((account) => simulator.show(account, books)) }),
    ...(query.requests !== "0" && { requests: requests.list() }),
    ...(simulator.webhooks && { webhooks: deliveries() }),
  }));

  server.post("/__faults", ({ body }) => ({ id: faults.add(faultRuleSchema.parse(body)) }));
  server.get("/__faults", () => ({ faults: faults.list() }));
  server.delete("/__faults", () => clearFaults());
  server.delete<{ Params: { id: string } }>("/__faults/:id", ({ params }) => clearFaults(params.id));
  // Several at once as a list: they are made one after the other, up to the first that is refused.
  server.post("/__admin", ({ body }) =>
    Array.isArray(body) ? { results: body.map(administer) } : { result: administer(body) },
  );

  function administer(body: unknown): unknown {
    const { action, ...input } = adminSchema.parse(body);
    const act = Object.hasOwn(simulator.admin, action) ? simulator.admin[action] : undefined;
    if (!act) throw new AdminRefusal(`unknown action ${JSON.stringify(action)}`);
    return act(books, input) ?? null;
  }

  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const isOurs = error instanceof AdminRefusal || error instanceof z.ZodError;
    reply.code(isOurs ? 400 : (error.statusCode ?? 500)).send({
      error: error instanceof z.ZodError ? z.prettifyError(error) : error.message,
      ...(request.url.startsWith("/__admin") && { actions: Object.keys(simulator.admin) }),
    });
  });
}
