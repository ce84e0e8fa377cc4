import "reflect-metadata";
import { Writable } from "node:stream";
import { SignJWT } from "jose";
import { Registry } from "prom-client";
import { createAccountLoader } from "../../src/accounts/account-loader.ts";
import { createLiveReads } from "../../src/accounts/live-reads.ts";
import { createProductCatalogue } from "../../src/accounts/product-catalogue.ts";
import { createProviderExtras } from "../../src/accounts/provider-extras.ts";
import { createProviderOverview } from "../../src/accounts/provider-overview.ts";
import { createAuditLog } from "../../src/audit/audit-log.ts";
import { viewerOf } from "../../src/auth/access.ts";
import type { Principal, Scope } from "../../src/auth/principal.ts";
import { createTokenVerifier, type TokenKey } from "../../src/auth/verify-token.ts";
import { createEventLog } from "../../src/events/event-log.ts";
import type { GatewayContext } from "../../src/graphql/context.ts";
import { createErrorFormatter } from "../../src/graphql/format-error.ts";
import { createCursorCodec } from "../../src/graphql/relay/cursor.ts";
import { createGraphQLServer } from "../../src/graphql/server.ts";
import { createStreamOperations } from "../../src/graphql/streams/operations.ts";
import { registerGraphQL } from "../../src/http/graphql.ts";
import { createLiveStreams } from "../../src/http/live-streams.ts";
import { closeHttpServer, createHttpServer, listen } from "../../src/http/server.ts";
import { registerWebSocket } from "../../src/http/websocket.ts";
import { createJournal } from "../../src/operations/journal.ts";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { createHttpMetrics } from "../../src/telemetry/http-metrics.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { createDeliveries } from "../../src/webhooks/deliveries.ts";
import { type FeedWorld, openFeedWorld } from "../events/feed-fixture.ts";
import { guarded, handmade } from "../providers/guard-fixtures.ts";

const secret = new TextEncoder().encode("the secret of gateways that are followed by tests");

/** The real server over a log that the test writes; stopped and started as it likes. */
export interface FollowWorld extends FeedWorld {
  /** Of the server that runs now. */
  readonly url: string;
  token(subject?: string, scopes?: readonly Scope[], lifeSeconds?: number): Promise<string>;
  /** Stops the server, as a deploy does; clients are told. */
  stop(): Promise<void>;
  /** Starts it again at the same address. */
  start(): Promise<void>;
  /** Another process with a server of its own; on SQLite it shares the database's connections. */
  anotherServer(): Promise<string>;
  /** How many streams and sockets the server has that runs now. */
  openStreams(): number;
  /** Lets time pass for tokens. */
  pass(ms: number): void;
}

export interface FollowWorldOptions {
  readonly perCaller?: number;
  readonly beatMs?: number;
  readonly databaseUrl?: string;
  /** What tokens are checked with; absent: what `token` signs with. */
  readonly key?: TokenKey;
  readonly recheckMs?: number;
}

interface Serving extends Pick<FollowWorld, "url" | "openStreams"> {
  close(): Promise<void>;
}

const desk: readonly Scope[] = ["accounts:read", "accounts:all"];

export async function openFollowWorld({
  perCaller = 10_000,
  beatMs = 15_000,
  key = { secret },
  recheckMs = 60_000,
}: FollowWorldOptions = {}): Promise<FollowWorld> {
  const world = await openFeedWorld();
  const closing: (() => Promise<unknown>)[] = [];
  let passed = 0;
  const now = () => Date.now() + passed;

  async function serve(database: Database, port: number): Promise<Serving> {
    const providers = new Map(
      ["p", "q"].map((name) => [name, guarded(handmade({ name, getAccount: async () => null, ping: async () => {} }))]),
    );
    const feed = world.anotherFeed(database);
    const log = createLogger("error", new Writable({ write: (_chunk, _encoding, done) => done() }));
    const apollo = await createGraphQLServer([], (error) => log.error(error));
    const server = await createHttpServer(log, createHttpMetrics(new Registry()));
    const verifyToken = createTokenVerifier({ key, issuer: null, audience: null }, now);
    const streams = createLiveStreams({ verifyToken, now, perCaller, beatMs, recheckMs });
    server.addHook("preClose", async () => streams.close());
    const createContext = contexts(world, database, feed, providers);
    const operations = createStreamOperations({
      ...{ apollo, createContext },
      formatError: createErrorFormatter((error) => log.error(error)),
    });
    const playground = { isAskedFor: () => false, send: async (reply: never) => reply };
    registerGraphQL(server, { apollo, createContext, playground, operations, streams, verifyToken });
    registerWebSocket(server, { operations, streams, verifyToken });
    return {
      url: await listen(server, "127.0.0.1", port),
      openStreams: () => streams.size,
      async close() {
        await closeHttpServer(server);
        await apollo.stop();
        await feed.close();
        await Promise.all([...providers.values()].map((provider) => provider.close()));
      },
    };
  }

  let serving = await serve(world.database, 0);
  const { url } = serving;
  return {
    ...world,
    url,
    openStreams: () => serving.openStreams(),
    pass(ms) {
      passed += ms;
    },
    token: (subject = "desk", scopes = desk, lifeSeconds = 3_600) =>
      new SignJWT({ scope: scopes.join(" "), client_id: "tests" })
        .setProtectedHeader({ alg: "HS256" })
        .setSubject(subject)
        .setExpirationTime(Math.floor(now() / 1000) + lifeSeconds)
        .sign(secret),
    stop: () => serving.close(),
    async start() {
      serving = await serve(world.database, Number(new URL(url).port));
    },
    async anotherServer() {
      const isShared = world.database.engine.name === "sqlite";
      const database = isShared ? world.database : await openDatabase(world.databaseUrl, { now: Date.now });
      const other = await serve(database, 0);
      closing.push(() => other.close(), ...(isShared ? [] : [() => database.close()]));
      return other.url;
    },
    async close() {
      await serving.close();
      for (const close of closing) await close();
      await world.close();
    },
  };
}

function contexts(
  { directory }: FeedWorld,
  database: Database,
  feed: GatewayContext["feed"],
  providers: Map<string, ReturnType<typeof guarded>>,
) {
  const liveReads = createLiveReads({
    directory,
    answers: { recall: async (refs) => refs.map(() => null), keep() {} },
  });
  const nobodySweeps = async () => {
    throw new Error("Nobody sweeps here.");
  };
  const overview = createProviderOverview(providers, nobodySweeps, nobodySweeps);
  const catalogue = createProductCatalogue(Date.now);
  const cursors = createCursorCodec(Buffer.alloc(32));
  return (principal: Principal, signal: AbortSignal): GatewayContext => {
    const viewer = viewerOf(principal);
    return {
      ...{ principal, viewer, directory, providers: overview, cursors, feed },
      accounts: createAccountLoader({ directory, liveReads, providers, viewer, signal }),
      extras: createProviderExtras({ providers, catalogue, signal }),
      events: createEventLog(database),
      journal: createJournal(database),
      audit: createAuditLog(database),
      deliveries: createDeliveries(database),
      commands: {} as GatewayContext["commands"],
    };
  };
}
