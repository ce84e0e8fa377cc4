import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Fastify, { type FastifyRequest } from "fastify";
import { addBodyParsers } from "./bodies.ts";
import { type Books, type Change, createBooks, type OpenBooks } from "./books.ts";
import { addControlRoutes } from "./control-routes.ts";
import { type Courier, createCourier } from "./courier.ts";
import { addFaultHooks } from "./fault-hooks.ts";
import { createFaultRules } from "./fault-rules.ts";
import { type Journal, noJournal, openJournal, readJournal } from "./journal.ts";
import { closeEntry, openEntries } from "./ledger-hooks.ts";
import { createRandom } from "./random.ts";
import { createRequestLog, isRead, type RequestLog } from "./request-log.ts";
import { addRequestState } from "./request-state.ts";
import type { DemoCustomer, Simulator, SimulatorAccount, SimulatorSettings } from "./simulator.ts";

export interface StartOptions {
  /** 0, the default, picks a free one. */
  readonly port?: number;
  /** Where the journal `<name>.jsonl` lives; absent: the world ends with the process. */
  readonly dataDir?: string;
  /** How many accounts the seed makes; 40 by default. Must stay the same over the life of a journal. */
  readonly accounts?: number;
  readonly seed?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly uuid?: () => string;
  readonly settings?: SimulatorSettings;
  /** Told by `GET /__sandbox`, so that others can recognise this run. */
  readonly instance?: string;
}

export interface RunningSimulator<A extends SimulatorAccount = SimulatorAccount> {
  readonly name: string;
  readonly kind: string;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly providerConfig: Record<string, unknown>;
  readonly customer: DemoCustomer;
  readonly books: Books<A>;
  /** Ends open connections, writes what is unwritten. */
  stop(): Promise<void>;
}

/** Runs one simulator on loopback. Throws when the port is taken or the journal belongs to another seed. */
export async function startSimulator<A extends SimulatorAccount>(
  simulator: Simulator<A>,
  options: StartOptions = {},
): Promise<RunningSimulator<A>> {
  const { port = 0, dataDir, accounts = 40, seed = 1, now = Date.now, uuid = randomUUID, settings = {} } = options;
  const books = createBooks<A>({ now, uuid, random: createRandom(seed), settings });
  const requests = createRequestLog();
  let journal: Journal<Change<A>> = noJournal;
  let courier: Courier<A> | null = null;

  const faults = createFaultRules();
  const server = Fastify({ forceCloseConnections: true });
  /** Journals what the request did before its answer leaves. */
  const settle = (request: FastifyRequest, status: number | null): void => {
    const entry = closeEntry(request, status);
    if (entry && !isRead(entry.method)) journal.append({ request: { ...entry } });
    journal.flush();
  };
  const opening = Promise.withResolvers<void>();
  server.addHook("onRequest", () => opening.promise);
  addRequestState(server);
  addBodyParsers(server);
  openEntries(server, now, requests.add);
  addFaultHooks(server, faults, (request) => settle(request, null));
  server.addHook("onSend", async (request, reply) => settle(request, reply.statusCode));
  server.register(async (scope) => simulator.register(scope, books));
  server.register(async (scope) =>
    addControlRoutes(scope, {
      ...{ simulator, books, requests, faults, instance: options.instance ?? "" },
      deliveries: () => courier?.deliveries() ?? [],
    }),
  );

  // The port comes before the journal: whoever has it, and nobody else, may write there.
  await server.listen({ host: "127.0.0.1", port });
  try {
    simulator.seed(books, accounts, createRandom(seed));
    if (dataDir) journal = reopen(join(dataDir, `${simulator.name}.jsonl`), { accounts, seed }, books, requests);
  } catch (error) {
    await server.close();
    throw error;
  }
  books.recordIn(journal);
  if (simulator.webhooks) {
    courier = createCourier(simulator.webhooks, books, faults);
    books.listen(courier.listener);
  }
  opening.resolve();

  const address = server.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${address.port}`;
  return {
    name: simulator.name,
    kind: simulator.kind,
    url,
    port: address.port,
    providerConfig: simulator.providerConfig(url),
    customer: simulator.customer,
    books,
    async stop() {
      courier?.stop();
      await server.close();
      journal.close();
    },
  };
}

/** What a journal's changes build upon. */
interface World {
  readonly accounts: number;
  readonly seed: number;
}

/** Replays a journal over freshly seeded books, and opens it for more. */
function reopen<A extends SimulatorAccount>(
  path: string,
  world: World,
  books: OpenBooks<A>,
  requests: RequestLog,
): Journal<Change<A>> {
  const changes = readJournal<Change<A>>(path);
  for (const change of changes) {
    if ("request" in change) requests.add(change.request);
    else if ("world" in change) mustBeSame(path, world, change.world);
    else books.replay(change);
  }
  const journal = openJournal<Change<A>>(path);
  if (changes.length === 0) {
    journal.append({ world });
    journal.flush();
  }
  return journal;
}

function mustBeSame(path: string, asked: World, found: World): void {
  if (asked.accounts === found.accounts && asked.seed === found.seed) return;
  throw new Error(
    `${path} holds a world that began with ${found.accounts} accounts (seed ${found.seed}), not ${asked.accounts} ` +
      `(seed ${asked.seed}); remove the file to start with a new one`,
  );
}
