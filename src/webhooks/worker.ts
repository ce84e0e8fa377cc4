import { setTimeout as sleep } from "node:timers/promises";
import type { Directory } from "../accounts/directory-contract.ts";
import type { Instant } from "../domain/account.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Provider } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import type { StoredDelivery } from "../storage/webhook-rows.ts";
import {
  type DeliveryOutcome,
  forgetDeliveries,
  holdDelivery,
  loadDueDeliveries,
  releaseDeliveries,
  settleDelivery,
  takeDelivery,
} from "../storage/webhook-store.ts";
import { lookAgain } from "./look-again.ts";

/** Looks after what came by webhook, in the background, in as many processes as there are. */
export interface WebhookWorker {
  start(): Promise<void>;
  /** Something has come: no need to wait for the next look. */
  wake(): void;
  /** Looks after all that are due now; answers how many there were. */
  round(): Promise<number>;
  stop(): Promise<void>;
}

/** The log of webhooks; pino satisfies it. */
export interface WebhookLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface WorkerParts {
  readonly database: Database;
  readonly directory: Directory;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly log: WebhookLog;
  /** Between two looks for what other processes took in, or what is due again, in milliseconds. */
  readonly everyMs: number;
}

const atOnce = 20;
const leaseMs = 15_000;
const firstRetryMs = 1_000;
const lastRetryMs = 60 * 60_000;
/** So long it is tried again before it waits for a person. */
const triedForMs = 3 * 24 * 60 * 60_000;
const keptMs = 30 * 24 * 60 * 60_000;
const forgetEveryMs = 60 * 60_000;

export function createWebhookWorker({ database, directory, providers, log, everyMs }: WorkerParts): WebhookWorker {
  const stopped = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let awake = Promise.withResolvers<void>();

  async function lookAfter(due: StoredDelivery): Promise<void> {
    const taken = await takeDelivery(database.write, due, later(await database.now(), leaseMs));
    const provider = providers.get(due.delivery.provider);
    if (taken === null || provider === undefined) return;
    const failure = await holding(taken, () => lookAgain(directory, provider, taken.delivery, stopped.signal));
    if (failure !== null && stopped.signal.aborted) return holdDelivery(database.write, taken, null);
    const now = await database.now();
    const outcome: DeliveryOutcome = failure === null ? { state: "DONE" } : failed(taken, failure, now);
    await settleDelivery(database.write, taken, outcome, now);
    if (outcome.state === "FAILED") tell(taken, outcome, failure);
  }

  /** Looks, while the delivery stays this process's own. When the lease is lost all the same, the fence keeps the two apart. */
  async function holding(taken: StoredDelivery, look: () => Promise<Error | null>): Promise<Error | null> {
    const renew = async () => holdDelivery(database.write, taken, later(await database.now(), leaseMs));
    const renewing = setInterval(() => void renew().catch(() => {}), leaseMs / 3).unref();
    try {
      return await look();
    } finally {
      clearInterval(renewing);
    }
  }

  function tell(
    { delivery: { id, provider, type } }: StoredDelivery,
    outcome: Extract<DeliveryOutcome, { state: "FAILED" }>,
    err: Error | null,
  ): void {
    const fields = { delivery: id, provider, type, code: outcome.error.code };
    if (outcome.nextAttemptAt === null) log.warn(fields, "a webhook delivery was given up and waits for a person");
    if (!(err instanceof GatewayError)) log.error({ ...fields, err }, "a webhook delivery failed unexpectedly");
  }

  async function round(): Promise<number> {
    const named = { limit: atOnce, providers: [...providers.keys()] };
    const due = await loadDueDeliveries(database.read, { now: await database.now(), ...named });
    for (const result of await Promise.allSettled(due.map(lookAfter))) {
      // The database's failure: the lease runs out, and then somebody looks again.
      if (result.status === "rejected")
        log.error({ err: result.reason }, "a webhook delivery could not be looked after");
    }
    return due.length;
  }

  async function run(): Promise<void> {
    let forgetAt = 0;
    while (!stopped.signal.aborted) {
      awake = Promise.withResolvers();
      try {
        if (performance.now() >= forgetAt) {
          await forgetDeliveries(database, later(await database.now(), -keptMs));
          forgetAt = performance.now() + forgetEveryMs;
        }
        if ((await round()) === atOnce) continue;
      } catch (error) {
        log.error({ err: error }, "webhook deliveries could not be looked after");
        // Whatever comes meanwhile wakes nobody: the database is given time.
        await pause(everyMs, stopped.signal);
      }
      await Promise.race([pause(everyMs, stopped.signal), awake.promise]);
    }
  }

  return {
    async start() {
      // Only one process has a SQLite file: whoever worked on these is gone.
      if (database.engine.name === "sqlite") await releaseDeliveries(database);
      running = run();
    },
    wake: () => awake.resolve(),
    round,
    async stop() {
      stopped.abort(new GatewayError("CANCELLED", "The gateway stops."));
      await running;
    },
  };
}

/** The rarer the longer it fails, as late as its provider asks for; after days no more. */
function failed({ delivery: { attempts }, openedAt }: StoredDelivery, error: Error, now: Instant): DeliveryOutcome {
  const known = error instanceof GatewayError ? error : new GatewayError("INTERNAL_ERROR", "Something went wrong.");
  const backOffMs = Math.min(firstRetryMs * 2 ** Math.min(attempts - 1, 30), lastRetryMs);
  const nextAttemptAt = later(now, Math.max(backOffMs, known.details.retryAfterMs ?? 0));
  const isOver = Date.parse(now) - Date.parse(openedAt) >= triedForMs;
  return {
    state: "FAILED",
    error: { code: known.code, message: known.message },
    nextAttemptAt: isOver ? null : nextAttemptAt,
  };
}

function later(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal, ref: false }).catch(() => {});
}
