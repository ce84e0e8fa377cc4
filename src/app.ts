import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { type DestinationStream, destination, type Logger } from "pino";
import { createAccountLoader } from "./accounts/account-loader.ts";
import { createDirectory } from "./accounts/directory.ts";
import { createLiveReads } from "./accounts/live-reads.ts";
import { createProductCatalogue } from "./accounts/product-catalogue.ts";
import { createProviderExtras } from "./accounts/provider-extras.ts";
import { createProviderOverview } from "./accounts/provider-overview.ts";
import { createAnchoring } from "./audit/anchoring.ts";
import { createAuditLog } from "./audit/audit-log.ts";
import { createFailedReads } from "./audit/failed-reads.ts";
import { viewerOf } from "./auth/access.ts";
import type { Principal } from "./auth/principal.ts";
import { createTokenVerifier } from "./auth/verify-token.ts";
import { openCaches } from "./cache/index.ts";
import type { Config } from "./config.ts";
import { createEventFeed } from "./events/event-feed.ts";
import { createEventLog } from "./events/event-log.ts";
import { createRetention } from "./events/retention.ts";
import type { GatewayContext } from "./graphql/context.ts";
import { createErrorFormatter } from "./graphql/format-error.ts";
import { createCursorCodec } from "./graphql/relay/cursor.ts";
import { createGraphQLServer } from "./graphql/server.ts";
import { createStreamOperations } from "./graphql/streams/operations.ts";
import { registerGraphQL } from "./http/graphql.ts";
import { createLiveStreams } from "./http/live-streams.ts";
import { registerPlayground } from "./http/playground.ts";
import { registerProbes } from "./http/probes.ts";
import { registerSandbox } from "./http/sandbox.ts";
import { closeHttpServer, createHttpServer, listen } from "./http/server.ts";
import { registerWebhooks as addWebhookRoutes } from "./http/webhooks.ts";
import { registerWebSocket } from "./http/websocket.ts";
import { crashAt } from "./operations/crash-point.ts";
import { createCommands } from "./operations/create-commands.ts";
import type { RecoverySettings } from "./operations/investigate.ts";
import { createJournal } from "./operations/journal.ts";
import { createOperations } from "./operations/operations.ts";
import { createRecoverer } from "./operations/recoverer.ts";
import { createGuardMetrics, type GuardMetrics } from "./providers/guard.ts";
import { creationTargets } from "./providers/index.ts";
import { openProvider } from "./providers/open-provider.ts";
import type { CreationInput, GuardedProvider, WebhookReader } from "./providers/provider.ts";
import { setUp } from "./setup.ts";
import { openDatabase } from "./storage/database.ts";
import { secret } from "./storage/secrets.ts";
import { countByState } from "./storage/webhook-list.ts";
import { createChangeDelay } from "./sync/change-delay.ts";
import { createSweeper, type SweepTiming } from "./sync/sweeper.ts";
import { createWatching } from "./sync/watching.ts";
import { createHttpMetrics } from "./telemetry/http-metrics.ts";
import { createLogger } from "./telemetry/logger.ts";
import { createMetrics } from "./telemetry/metrics.ts";
import { createStreamMetrics } from "./telemetry/stream-metrics.ts";
import { showSweepBars } from "./telemetry/sweep-bars.ts";
import { createSweepMetrics } from "./telemetry/sweep-metrics.ts";
import { createWebhookMetrics } from "./telemetry/webhook-metrics.ts";
import { createDeliveries } from "./webhooks/deliveries.ts";
import { createHeard } from "./webhooks/heard.ts";
import { createInbox } from "./webhooks/inbox.ts";
import { registerWebhooks } from "./webhooks/registration.ts";
import { createWebhookWorker } from "./webhooks/worker.ts";

const recoverEveryMs = 1_000;
const webhooksEveryMs = 1_000;
/**
 * Changes under way have so long to end when the gateway stops; those that do not are looked after by whoever starts next.
 */
const finishWithinMs = 5_000;

/** What a test may put in the place of the real thing. */
export interface Overrides {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly logTo?: DestinationStream;
  readonly sweeps?: Partial<SweepTiming>;
  /** Between two looks for operations in doubt that are due, in milliseconds. */
  readonly recoverEveryMs?: number;
  /** In place of what the configuration says of operations in doubt, at every provider. */
  readonly recovery?: Partial<RecoverySettings>;
  /** Whether providers are asked to send webhooks here. */
  readonly registersWebhooks?: boolean;
}

export interface App {
  readonly log: Logger;
  /** Begins to serve and to import; resolves with the address of the API. */
  start(): Promise<string>;
  /** Finishes what is under way and lets go of everything. */
  close(): Promise<void>;
}

/** The composition root: everything is made here, in the order in which it is needed, and nowhere else. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const { now = Date.now, logTo = destination(2) } = overrides;
  // What has been opened, newest last: closed in the reverse order, also when the start fails half-way.
  const opened = new AsyncDisposableStack();
  try {
    const log = createLogger(config.logLevel, logTo);
    const metrics = createMetrics();
    const database = await openDatabase(config.databaseUrl, { now });
    opened.defer(() => database.close());
    const anchoring = createAnchoring({ database, folder: join(config.dataDir, "audit"), log });
    opened.defer(() => anchoring.close());
    const failedReads = createFailedReads({ database, now, log });
    opened.defer(() => failedReads.close());

    const { setups, tokens, sandbox } = await setUp(config, database, now);
    if (sandbox !== null) opened.defer(() => sandbox.stop());

    const counted = createGuardMetrics(metrics);
    const guardMetrics: GuardMetrics = {
      ...counted,
      ended(provider, operation, code, seconds) {
        counted.ended(provider, operation, code, seconds);
        failedReads.ended(provider, operation, code);
      },
    };
    const providers = new Map<string, GuardedProvider>();
    for (const setup of setups) {
      const provider = openProvider(setup, { now, metrics: guardMetrics, log });
      providers.set(setup.name, provider);
      opened.defer(() => provider.close());
    }

    const directory = createDirectory(database, { providers: [...providers.keys()], log });
    opened.defer(() => directory.close());
    const intervals = new Map(setups.map(({ name, sweep }) => [name, sweep.everySeconds * 1000]));
    const sweeper = createSweeper({
      ...{ directory, database, log, providers: [...providers.values()] },
      intervalMs: (name) => intervals.get(name) ?? 0,
      timing: overrides.sweeps ?? {},
    });
    opened.defer(() => sweeper.stop());
    const watching = createWatching({ directory, providers: [...providers.values()], log });
    opened.defer(() => watching.stop());
    const watched = { providers: [...providers.keys()], progress: sweeper.status };
    createSweepMetrics(metrics, { ...watched, now: () => database.now() });

    const cacheKey = await secret(database, "cache", () => randomBytes(32));
    const caches = openCaches(config.redisUrl, { key: cacheKey, registry: metrics, log });
    opened.defer(() => caches.close());
    const liveReads = createLiveReads({ directory, answers: caches.answers });

    const settingsOf = new Map(setups.map(({ name, recovery }) => [name, recovery]));
    const settings = (name: string): RecoverySettings => ({
      ...(settingsOf.get(name) ?? { settleSeconds: 30, whenNotFound: "person" }),
      ...overrides.recovery,
    });
    const crash = config.crashPoint === null ? {} : { reached: crashAt(config.crashPoint) };
    const operations = createOperations({
      ...{ database, directory, providers, settled: caches.settled, uuid: randomUUID, log, ...crash },
    });
    opened.defer(() => operations.idle(finishWithinMs));
    const recoverer = createRecoverer({
      ...{ database, directory, providers, settings, log, ...crash },
      everyMs: overrides.recoverEveryMs ?? recoverEveryMs,
      keptMs: config.keysKeptDays * 86_400_000,
    });
    opened.defer(() => recoverer.stop());
    const readers = new Map<string, WebhookReader>();
    for (const { name, module, config: own } of setups) {
      const reader = module.webhooks?.(own) ?? null;
      if (reader !== null) readers.set(name, reader);
    }
    const worker = createWebhookWorker({ database, directory, providers, readers, log, everyMs: webhooksEveryMs });
    opened.defer(() => worker.stop());
    const { arrived } = createWebhookMetrics(metrics, {
      providers: [...readers.keys()],
      open: () => countByState(database.read, ["WAITING", "PARKED"]),
    });
    const inbox = createInbox({ database, readers, now, uuid: randomUUID, arrived, wake: worker.wake });
    const deliveries = createDeliveries(database);

    const creationInputs = new Map<string, CreationInput>();
    for (const { name, module } of setups) if (module.creationInput) creationInputs.set(name, module.creationInput);
    const ownerKinds = new Map(setups.map(({ name, module }) => [name, module.ownerKinds]));
    const parts = { database, directory, providers, creationInputs, ownerKinds, settings };
    const commands = createCommands(parts, operations);
    const journal = createJournal(database);

    const events = createEventLog(database);
    const feed = createEventFeed({
      database,
      providers: [...providers.keys()],
      log,
      // Whoever may not see an account has nobody read it either.
      attend: async ({ viewer, filter: { accounts = [] } }) =>
        watching.watch([...(await directory.find(viewer, accounts)).values()].map(({ ref }) => ref)),
    });
    opened.defer(() => feed.close());
    const retention = createRetention({ database, keptMs: config.eventsKeptDays * 86_400_000, log });
    opened.defer(() => retention.stop());
    const audit = createAuditLog(database);
    const catalogue = createProductCatalogue(now);
    const changeDelay = createChangeDelay({
      intervalMs: (name) => intervals.get(name) ?? 0,
      progress: sweeper.status,
      tellsEveryStatus: createHeard(database, readers),
      now: () => database.now(),
    });
    const overview = createProviderOverview(providers, sweeper.status, changeDelay);
    const cursors = createCursorCodec(await secret(database, "cursors", () => randomBytes(32)));
    const createContext = (principal: Principal, signal: AbortSignal): GatewayContext => {
      const viewer = viewerOf(principal);
      const accounts = createAccountLoader({ directory, liveReads, providers, viewer, signal });
      const extras = createProviderExtras({ providers, catalogue, signal });
      const changing = { commands, journal, deliveries };
      return {
        principal,
        viewer,
        accounts,
        directory,
        events,
        feed,
        audit,
        extras,
        providers: overview,
        cursors,
        ...changing,
      };
    };

    const report = (error: unknown) => log.error({ err: error }, "unexpected error");
    const apollo = await createGraphQLServer(creationTargets, report);
    opened.defer(() => apollo.stop());
    const server = await createHttpServer(log, createHttpMetrics(metrics));
    opened.defer(() => closeHttpServer(server));
    const playground = await registerPlayground(server, {
      isSandbox: sandbox !== null && sandbox.makeTokens !== null,
      openId: config.playgroundOpenId,
    });
    const verifyToken = createTokenVerifier(tokens, now);
    const operationsOf = { apollo, createContext, formatError: createErrorFormatter(report) };
    const streams = createLiveStreams({ verifyToken, now, perCaller: config.streamsPerCaller });
    server.addHook("preClose", async () => streams.close());
    createStreamMetrics(metrics, streams.counts);
    const streaming = { operations: createStreamOperations(operationsOf), streams, verifyToken };
    registerGraphQL(server, { apollo, createContext, playground, ...streaming });
    registerWebSocket(server, streaming);
    registerProbes(server, { ready: database.ping, metrics });
    addWebhookRoutes(server, inbox);
    if (sandbox !== null) registerSandbox(server, sandbox);

    return {
      log,
      start: async () => {
        // Before anybody can ask for a change: on SQLite it takes all that is open for a dead process's.
        await recoverer.start();
        const url = await listen(server, config.host, config.port);
        anchoring.start();
        retention.start();
        await worker.start();
        watching.start();
        await sweeper.start();
        if (overrides.registersWebhooks ?? true) {
          // Only a sandbox's simulators can be sure to reach it where it listens.
          const { origin } = new URL(url);
          await sandbox?.sendWebhooksTo(origin);
          const stopping = new AbortController();
          opened.defer(() => stopping.abort());
          const address = sandbox === null ? null : `${origin}/webhooks`;
          void registerWebhooks([...providers.values()], address, log, stopping.signal);
        }
        opened.defer(showSweepBars({ ...watched, stream: process.stderr }));
        return url;
      },
      close: () => opened.disposeAsync(),
    };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}
