import { setTimeout as sleep } from "node:timers/promises";
import { shifted } from "../domain/instant.ts";
import type { Database } from "../storage/database.ts";
import { pruneEvents } from "../storage/event-retention.ts";

/** Takes old events out of the log in the background, a few at a time; any number of processes may. */
export interface Retention {
  start(): void;
  /** Takes away all that are too old now; answers how many were looked at. */
  round(): Promise<number>;
  stop(): Promise<void>;
}

export interface RetentionOptions {
  readonly database: Database;
  /** How long events are kept, in milliseconds. */
  readonly keptMs: number;
  readonly log: { error(fields: object, message: string): void };
}

const everyMs = 60 * 60_000;
const atOnce = 500;

export function createRetention({ database, keptMs, log }: RetentionOptions): Retention {
  const stopped = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function round(): Promise<number> {
    const until = shifted(await database.now(), -keptMs);
    let all = 0;
    while (!stopped.signal.aborted) {
      const some = await pruneEvents(database, until, atOnce);
      if (some === 0) break;
      all += some;
    }
    return all;
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      await round().catch((error) => log.error({ err: error }, "old events could not be taken away"));
      await sleep(everyMs, undefined, { signal: stopped.signal, ref: false }).catch(() => {});
    }
  }

  return {
    start() {
      running = run();
    },
    round,
    async stop() {
      stopped.abort();
      await running;
    },
  };
}
