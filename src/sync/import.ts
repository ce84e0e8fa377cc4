import { setTimeout as sleep } from "node:timers/promises";
import type { Directory, Observation } from "../accounts/directory-contract.ts";
import { readThrough } from "../accounts/read-through.ts";
import { GatewayError } from "../domain/errors.ts";
import type { ImportProgress } from "../domain/import-progress.ts";
import type { Call, Provider, ProviderLog } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import { loadProgress, pending, saveProgress } from "./import-progress.ts";
import { type WalkedPage, type WalkLosses, walkAccounts } from "./walk.ts";

/** Reads every provider's accounts into the directory, in the background. */
export interface Importer {
  /** Begins with all providers at once; resolves as soon as the progress of earlier processes is known. */
  start(): Promise<void>;
  status(provider: string): ImportProgress;
  /** Aborts the calls in flight; resolves when what was read is stored. */
  stop(): Promise<void>;
}

export interface ImporterParts {
  readonly directory: Directory;
  readonly database: Database;
  readonly providers: readonly Provider[];
  readonly log: ProviderLog;
  /** Waits between two attempts; rejects when the signal is aborted. Never keeps the process alive. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const batchSize = 200;
const firstRetryMs = 1_000;
const lastRetryMs = 5 * 60_000;

export function createImporter({
  directory,
  database,
  providers,
  log,
  pause = sleepUnreferenced,
}: ImporterParts): Importer {
  const progress = new Map<string, ImportProgress>();
  const stopping = new AbortController();
  const call: Call = { signal: stopping.signal, priority: "background" };
  let running: readonly Promise<void>[] = [];

  function status(provider: string): ImportProgress {
    return progress.get(provider) ?? pending;
  }

  function update(provider: Provider, change: Partial<ImportProgress>): ImportProgress {
    const updated = { ...status(provider.name), ...change };
    progress.set(provider.name, updated);
    return updated;
  }

  /** Tries until one walk is complete; what a failed one has read stays. */
  async function run(provider: Provider): Promise<void> {
    for (let retryMs = firstRetryMs; !stopping.signal.aborted; retryMs = Math.min(2 * retryMs, lastRetryMs)) {
      try {
        await importAll(provider);
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        noteFailure(provider, error);
        await pause(retryMs, stopping.signal).catch(() => {});
      }
    }
  }

  async function importAll(provider: Provider): Promise<void> {
    const startedAt = await directory.now();
    await saveProgress(
      database,
      provider.name,
      update(provider, { state: "RUNNING", startedAt, seen: 0, error: null }),
    );
    let waiting: Observation[] = [];
    const store = async () => {
      const batch = waiting;
      waiting = [];
      await observe(provider, batch);
      update(provider, { seen: status(provider.name).seen + batch.length });
    };
    const visit = async ({ accounts, asOf }: WalkedPage) => {
      for (const account of accounts) waiting.push({ ref: { provider: provider.name, id: account.id }, account, asOf });
      if (waiting.length >= batchSize) await store();
    };
    let losses: WalkLosses;
    try {
      losses = await walkAccounts(provider, call, { now: () => directory.now(), log, visit });
    } finally {
      await store();
    }
    const complete = { state: "COMPLETE", completedAt: startedAt, everComplete: true, ...losses } as const;
    await saveProgress(database, provider.name, update(provider, complete));
  }

  async function observe(provider: Provider, batch: readonly Observation[]): Promise<void> {
    const observed = await directory.observe(batch, "SWEEP");
    const unsure = observed.filter(({ outcome }) => outcome === "SUPERSEDED").map(({ snapshot }) => snapshot.ref.id);
    if (unsure.length > 0) await reread(provider, unsure);
  }

  /** The list told what must be confirmed: the accounts themselves decide. Unconfirmed, one stays as it is known until it is read again. */
  async function reread(provider: Provider, ids: readonly string[]): Promise<void> {
    const readings = await readThrough({ directory, provider, call }, ids);
    const failed = readings.filter((reading) => reading instanceof Error);
    if (failed.length === 0) return;
    log.warn(
      { err: failed[0], failed: failed.length, provider: provider.name },
      "accounts of which the list told something else could not be read again",
    );
  }

  function noteFailure(provider: Provider, error: unknown): void {
    const { code, message } = error instanceof GatewayError ? error : internalError;
    log.warn({ err: error, provider: provider.name }, "the import failed, trying again later");
    update(provider, { state: "FAILED", error: { code, message } });
  }

  return {
    async start() {
      for (const provider of providers) update(provider, await loadProgress(database, provider.name));
      running = providers.map(run);
    },
    status,
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

const internalError = new GatewayError("INTERNAL_ERROR", "The accounts could not be imported.");

function sleepUnreferenced(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal, ref: false });
}
