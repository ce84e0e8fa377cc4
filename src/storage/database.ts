import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Instant } from "../domain/account.ts";
import type { Connections } from "./connections.ts";
import { type Engine, engineFor } from "./engine.ts";
import { migrate } from "./migrations/index.ts";
import { startFailure } from "./start-failure.ts";
import type { Tables } from "./tables.ts";

/** A write transaction, for those who hand it on to the stores. */
export type WriteTransaction = Transaction<Tables>;

/** The gateway's own database, on either engine. */
export interface Database {
  readonly engine: Engine;
  /** For reading outside of transactions. */
  readonly read: Kysely<Tables>;
  readonly write: Kysely<Tables>;
  /** Runs `work` in one write transaction, and again when it lost against another: `work` must have no other effect. */
  transaction<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T>;
  /** Calls `wake` soon after the log of events has grown, and sometimes for nothing. A hint: one may get lost. */
  onGrowth(wake: () => void): Growth;
  /** Database time: the same clock for every process. */
  now(): Promise<Instant>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Waking somebody up when there are events. */
export interface Growth {
  stop(): Promise<void>;
}

const transactionAttempts = 6;
const attemptDelayMs = 10;

/**
 * Opens `sqlite:<file>` (creating file and folder) or `postgres://…` and brings its tables up to date.
 * `now` is the clock of SQLite in milliseconds; PostgreSQL has its own. Throws StartError when that is
 * not possible, such as when another process has the file.
 */
export async function openDatabase(url: string, { now }: { now: () => number }): Promise<Database> {
  let connections: Connections | undefined;
  try {
    const engine = engineFor(url, now);
    connections = engine.open();
    await ping(connections);
    await migrate(connections.write, engine);
    return opened(engine, connections);
  } catch (error) {
    await connections?.close();
    throw startFailure(url, error);
  }
}

function opened(engine: Engine, connections: Connections): Database {
  const { read, write, close } = connections;
  /** Of the one process that writes, where there is only one. */
  const waiting = new Set<() => void>();
  return {
    engine,
    read,
    write,
    close,
    async transaction(work) {
      const result = await transaction(engine, connections, work);
      for (const wake of waiting) wake();
      return result;
    },
    onGrowth(wake) {
      const listener = engine.listen(wake);
      if (listener !== null) return { stop: () => listener.close() };
      waiting.add(wake);
      return { stop: async () => void waiting.delete(wake) };
    },
    now: () => engine.now(read),
    ping: () => ping(connections),
  };
}

async function ping({ read }: Connections): Promise<void> {
  await sql`select 1`.execute(read);
}

async function transaction<T>(
  engine: Engine,
  connections: Connections,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connections.transaction(work);
    } catch (error) {
      if (attempt === transactionAttempts || !engine.isConflict(error)) {
        throw error;
      }
      await sleep(attempt * attemptDelayMs);
    }
  }
}
