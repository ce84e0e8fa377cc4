import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Directory } from "../accounts/directory-contract.ts";
import { GatewayError } from "../domain/errors.ts";
import { shifted } from "../domain/instant.ts";
import type { SweepProgress } from "../domain/sweep-progress.ts";
import type { Provider, ProviderLog } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import { releaseAllLeases } from "../storage/sweep-store.ts";
import { type Held, LeaseLost, underLease } from "./lease.ts";
import { createSweepReader } from "./progress.ts";
import { createSettling } from "./settle.ts";
import { sweep } from "./sweep.ts";

/** Keeps the directory true to every provider, in the background: one sweeper per provider among all processes. */
export interface Sweeper {
  start(): Promise<void>;
  status(provider: string): Promise<SweepProgress>;
  /** Aborts the calls in flight; resolves when what was read is stored and the leases are given back. */
  stop(): Promise<void>;
}

/** The log of sweeps; pino satisfies it. */
export interface SweepLog extends ProviderLog {
  info(fields: object, message: string): void;
}

/** How often what is done, in milliseconds. */
export interface SweepTiming {
  /** A lease without renewal. */
  readonly leaseMs: number;
  /** Between two looks for accounts whose set-up may have ended. */
  readonly settleEveryMs: number;
}

export interface SweeperParts {
  readonly directory: Directory;
  readonly database: Database;
  readonly providers: readonly Provider[];
  readonly log: SweepLog;
  /** From the end of a provider's complete sweep to its next one. */
  readonly intervalMs: (provider: string) => number;
  readonly timing?: Partial<SweepTiming>;
  /** Waits; rejects when the signal is aborted. Never keeps the process alive. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const usualTiming: SweepTiming = { leaseMs: 15_000, settleEveryMs: 2_000 };
const firstRetryMs = 1_000;
const lastRetryMs = 5 * 60_000;
/** After so many failures in a row at one place, that place to go on from is given up. */
const resumesFromOnePlace = 3;

/** Where the last attempt failed, and how many did so there in a row. */
interface Stumble {
  readonly place: string | null;
  readonly times: number;
}

export function createSweeper(parts: SweeperParts): Sweeper {
  const { directory, database, providers, log, intervalMs, pause = sleepUnreferenced } = parts;
  const { leaseMs, settleEveryMs } = { ...usualTiming, ...parts.timing };
  const owner = randomUUID();
  const reader = createSweepReader(database);
  const stopping = new AbortController();
  let running: readonly Promise<void>[] = [];

  async function attend(provider: Provider): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await underLease(database, provider.name, { owner, leaseMs, signal: stopping.signal }, (held) =>
          hold(provider, watched(held)),
        );
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ err: error, provider: provider.name }, "the sweeper failed");
      }
      if (!stopping.signal.aborted) await pause(leaseMs / 3, stopping.signal).catch(() => {});
    }
  }

  function watched(held: Held): Held {
    const save: Held["save"] = async (change) => {
      await held.save(change);
      reader.forget();
    };
    return { ...held, save };
  }

  async function hold(provider: Provider, held: Held): Promise<void> {
    // Either one ends when the lease is lost or the process stops, and when the other one fails.
    const over = new AbortController();
    const both = { ...held, signal: AbortSignal.any([held.signal, over.signal]) };
    const ends = [sweepAgainAndAgain(provider, both), settleAgainAndAgain(provider, both)].map((work) =>
      work.finally(() => over.abort()),
    );
    for (const end of await Promise.allSettled(ends)) if (end.status === "rejected") throw end.reason;
  }

  async function sweepAgainAndAgain(provider: Provider, held: Held): Promise<void> {
    let stumble: Stumble | null = null;
    while (!held.signal.aborted) {
      const waitMs = await dueInMs(provider, held);
      if (waitMs > 0) await pause(waitMs, held.signal).catch(() => {});
      if (!held.signal.aborted) stumble = await attempt(provider, held, stumble);
    }
  }

  async function dueInMs(provider: Provider, held: Held): Promise<number> {
    const { state, next_at, completed_at } = held.row();
    if (state === "RUNNING" || next_at === null) return 0;
    // The interval may have got shorter since.
    const soonest = state === "COMPLETE" && completed_at ? shifted(completed_at, intervalMs(provider.name)) : next_at;
    return Date.parse(soonest < next_at ? soonest : next_at) - Date.parse(await directory.now());
  }

  /** Sweeps once; answers where it failed, null when it did not. */
  async function attempt(provider: Provider, held: Held, before: Stumble | null): Promise<Stumble | null> {
    const began = performance.now();
    const told = (message: string): void => {
      const { state, seen, changed, failed } = held.row();
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      log.info({ provider: provider.name, state, seen, changed, failed, seconds }, message);
    };
    log.info({ provider: provider.name, resumed: held.row().cursor !== null }, "a sweep begins");
    const telling = setInterval(() => told("a sweep is under way"), 60_000).unref();
    try {
      await sweep({ directory, database, provider, log }, held, intervalMs(provider.name));
      told("a sweep is complete");
      return null;
    } catch (error) {
      if (held.signal.aborted || error instanceof LeaseLost) return before;
      const { walked, cursor } = held.row();
      const place = walked === 1 ? "behind the list" : cursor;
      const stumble = { place, times: before?.place === place ? before.times + 1 : 1 };
      await noteFailure(provider, held, error, stumble);
      return stumble;
    } finally {
      clearInterval(telling);
    }
  }

  async function noteFailure(provider: Provider, held: Held, error: unknown, { times }: Stumble): Promise<void> {
    const { code, message } = error instanceof GatewayError ? error : internalError;
    const failures = held.row().failures + 1;
    const fromTheStart = times > resumesFromOnePlace || code === "SWEEP_TOO_MANY_MISSING" || !mayGoOn(error);
    // Getting further is a reason to try again soon, but not where the way there must be gone once more.
    const tries = fromTheStart ? failures : times;
    const retryMs = Math.min(firstRetryMs * 2 ** (tries - 1), lastRetryMs);
    log.warn({ err: error, provider: provider.name, retryMs }, "a sweep failed, trying again later");
    await held.save({
      state: "FAILED",
      failures,
      next_at: shifted(await directory.now(), retryMs),
      error_code: code,
      error_message: message,
      ...(fromTheStart ? { cursor: null, walked: 0 } : {}),
    });
  }

  async function settleAgainAndAgain(provider: Provider, held: Held): Promise<void> {
    const settle = createSettling({ directory, database, provider, log });
    while (!held.signal.aborted) {
      await sleepUnreferenced(settleEveryMs, held.signal).catch(() => {});
      if (held.signal.aborted) return;
      await settle({ signal: held.signal, priority: "background" }).catch((error: unknown) => {
        if (!held.signal.aborted) log.warn({ err: error, provider: provider.name }, "accounts could not be read again");
      });
    }
  }

  return {
    async start() {
      // A SQLite file has one process: what a lease there belongs to is dead.
      if (!database.engine.rowLocks) await releaseAllLeases(database);
      running = providers.map(attend);
    },
    status: (provider) => reader.read(provider),
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

const internalError = new GatewayError("INTERNAL_ERROR", "The accounts could not be swept.");

/** Whether the same place in the list may work later. */
function mayGoOn(error: unknown): boolean {
  return error instanceof GatewayError && error.retryable && error.code !== "PROVIDER_MALFORMED_ANSWER";
}

function sleepUnreferenced(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal, ref: false });
}
