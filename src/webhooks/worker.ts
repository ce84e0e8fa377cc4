import { setTimeout as sleep } from "node:timers/promises";
import type { Directory } from "../accounts/directory-contract.ts";
import type { Instant } from "../domain/account.ts";
import { GatewayError } from "../domain/errors.ts";
import { shifted } from "../domain/instant.ts";
import type { Provider, WebhookReader } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import type { StoredDelivery } from "../storage/webhook-rows.ts";
import {
  type DeliveryOutcome,
  forgetDeliveries,
  holdDeliveries,
  loadDueDeliveries,
  releaseDeliveries,
  settleDeliveries,
  takeDeliveries,
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
  /** How webhooks are read, by provider; of one whose webhooks are switched off by now, what came before is looked after. */
  readonly readers: ReadonlyMap<string, Pick<WebhookReader, "subjectOf">>;
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

export function createWebhookWorker({
  database,
  directory,
  providers,
  readers,
  log,
  everyMs,
}: WorkerParts): WebhookWorker {
  const stopped = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let news = Promise.withResolvers<void>();

  /** Looks after those of one provider that are due, and that nobody else is at; answers how many there were. */
  async function round(provider: Provider): Promise<number> {
    const now = await database.now();
    const due = await loadDueDeliveries(database.read, provider.name, { now, limit: atOnce });
    if (due.length === 0) return 0;
    const taken = await takeDeliveries(database, due, shifted(now, leaseMs));
    await lookAfter(provider, taken);
    return due.length;
  }

  async function lookAfter(provider: Provider, taken: readonly StoredDelivery[]): Promise<void> {
    const failures = await holding(taken, () => Promise.all(taken.map((one) => look(provider, one))));
    const now = await database.now();
    const outcomes = new Map<StoredDelivery, DeliveryOutcome>();
    const cutOff: StoredDelivery[] = [];
    for (const [index, one] of taken.entries()) {
      const failure = failures[index] ?? null;
      if (failure === null) outcomes.set(one, { state: "DONE" });
      else if (stopped.signal.aborted) cutOff.push(one);
      else outcomes.set(one, failed(one, failure, now));
    }
    // What our stop cut off is for somebody else, at once.
    if (cutOff.length > 0) await holdDeliveries(database, cutOff, null);
    if (outcomes.size > 0) await settleDeliveries(database, outcomes, now);
    for (const [one, outcome] of outcomes) tell(one, outcome);
  }

  async function look(provider: Provider, { delivery }: StoredDelivery): Promise<Error | null> {
    try {
      const subject = readers.get(provider.name)?.subjectOf(delivery.type) ?? null;
      return await lookAgain(directory, provider, delivery, subject, stopped.signal);
    } catch (error) {
      // No provider's failure, but the directory's own.
      log.error({ err: error, delivery: delivery.id }, "a webhook delivery could not be looked after");
      return error instanceof Error ? error : new Error("something else was thrown");
    }
  }

  /**
   * Works, while the deliveries stay this process's own. When the lease is lost all the same, the fence keeps the two apart.
   */
  async function holding<T>(taken: readonly StoredDelivery[], work: () => Promise<T>): Promise<T> {
    const renew = async () => holdDeliveries(database, taken, shifted(await database.now(), leaseMs));
    const renewing = setInterval(() => void renew().catch(() => {}), leaseMs / 3).unref();
    try {
      return await work();
    } finally {
      clearInterval(renewing);
    }
  }

  function tell({ delivery: { id, provider, type } }: StoredDelivery, outcome: DeliveryOutcome): void {
    if (outcome.state === "DONE" || outcome.nextAttemptAt !== null) return;
    const fields = { delivery: id, provider, type, code: outcome.error.code };
    log.warn(fields, "a webhook delivery was given up and waits for a person");
  }

  /** Providers do not wait for each other. */
  async function attend(provider: Provider): Promise<void> {
    while (!stopped.signal.aborted) {
      const { promise: somethingCame } = news;
      try {
        if ((await round(provider)) === atOnce) continue;
      } catch (error) {
        log.error({ err: error, provider: provider.name }, "webhook deliveries could not be looked after");
        // Whatever comes meanwhile wakes nobody: the database is given time.
        await pause(everyMs, stopped.signal);
      }
      await Promise.race([pause(everyMs, stopped.signal), somethingCame]);
    }
  }

  async function forgetAgainAndAgain(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await forgetDeliveries(database, shifted(await database.now(), -keptMs));
      } catch (error) {
        log.error({ err: error }, "old webhook deliveries could not be forgotten");
      }
      await pause(forgetEveryMs, stopped.signal);
    }
  }

  return {
    async start() {
      // Only one process has a SQLite file: whoever worked on these is gone.
      if (database.engine.name === "sqlite") await releaseDeliveries(database);
      running = Promise.all([...[...providers.values()].map(attend), forgetAgainAndAgain()]).then(() => {});
    },
    wake() {
      news.resolve();
      news = Promise.withResolvers();
    },
    async round() {
      const counts = await Promise.all([...providers.values()].map(round));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async stop() {
      stopped.abort(new GatewayError("CANCELLED", "The gateway stops."));
      await running;
    },
  };
}

/** The rarer the longer it fails, as late as its provider asks for; after days, or where time cannot help, no more. */
function failed({ delivery: { attempts }, openedAt }: StoredDelivery, error: Error, now: Instant): DeliveryOutcome {
  const known = error instanceof GatewayError ? error : new GatewayError("INTERNAL_ERROR", "Something went wrong.");
  const backOffMs = Math.min(firstRetryMs * 2 ** Math.min(attempts - 1, 30), lastRetryMs);
  const nextAttemptAt = shifted(now, Math.max(backOffMs, known.details.retryAfterMs ?? 0));
  const isOver = known.code === "WEBHOOK_WITHOUT_ACCOUNT" || Date.parse(now) - Date.parse(openedAt) >= triedForMs;
  return {
    state: "FAILED",
    error: { code: known.code, message: known.message },
    nextAttemptAt: isOver ? null : nextAttemptAt,
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal, ref: false }).catch(() => {});
}
