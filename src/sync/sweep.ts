import type { Directory, Observation } from "../accounts/directory-contract.ts";
import { type LiveReading, readThrough } from "../accounts/read-through.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { shifted } from "../domain/instant.ts";
import type { Call, Provider, ProviderLog } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import type { Held } from "./lease.ts";
import { readUnseenMainAccounts } from "./main-accounts.ts";
import { markVanished } from "./vanished.ts";
import { type WalkedPage, walkAccounts } from "./walk.ts";

export interface SweepParts {
  readonly directory: Directory;
  readonly database: Database;
  readonly provider: Provider;
  readonly log: ProviderLog;
}

/** As many as `directory.observe` stores at once. */
const batchSize = 200;

/**
 * Reads all accounts of a provider into the directory, from where an interrupted sweep stopped, then judges what it did
 * not meet. Progress is stored behind each batch. Throws what the provider throws, SWEEP_TOO_MANY_MISSING and LeaseLost.
 */
export async function sweep(parts: SweepParts, held: Held, intervalMs: number): Promise<void> {
  const { directory } = parts;
  const call: Call = { signal: held.signal, priority: "background" };
  if (!isInterrupted(held)) {
    const fresh = { seen: 0, changed: 0, failed: 0, cursor: null, walked: 0, walk_malformed: 0, walk_missing: 0 };
    await held.save({ ...fresh, started_at: await directory.now() });
  }
  await held.save({ state: "RUNNING", next_at: null, error_code: null, error_message: null });

  if (held.row().walked === 0) await walk(parts, held, call);
  await countFailures(held, await readUnseenMainAccounts(parts, call));
  await countFailures(held, await markVanished(parts, held.row(), call));

  const { started_at, walk_malformed, walk_missing } = held.row();
  const completed = await directory.now();
  await held.save({
    state: "COMPLETE",
    completed_at: completed,
    complete_as_of: started_at,
    next_at: shifted(completed, intervalMs),
    failures: 0,
    cursor: null,
    walked: 0,
    malformed: walk_malformed,
    missing: walk_missing,
  });
}

/** A sweep that was cut off, or failed for a reason that may pass. */
function isInterrupted(held: Held): boolean {
  const { state, cursor, walked } = held.row();
  return (state === "RUNNING" || state === "FAILED") && (cursor !== null || walked === 1);
}

async function walk(parts: SweepParts, held: Held, call: Call): Promise<void> {
  const { directory, provider, log } = parts;
  const { cursor, seen, walk_malformed } = held.row();
  let waiting: Observation[] = [];
  let reached: Pick<WalkedPage, "next" | "seen" | "malformed"> = { next: cursor, seen, malformed: walk_malformed };
  const store = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    const { changed, failed } = await observe(parts, call, batch);
    const before = held.row();
    await held.save({
      seen: reached.seen,
      changed: before.changed + changed,
      failed: before.failed + failed + Math.max(0, reached.malformed - before.walk_malformed),
      walk_malformed: reached.malformed,
      // Only now: whoever goes on from here must find everything before it stored.
      cursor: reached.next,
    });
  };
  try {
    const losses = await walkAccounts(provider, call, {
      now: () => directory.now(),
      log,
      resume: cursor === null ? null : { cursor, seen, malformed: walk_malformed },
      async visit({ accounts, asOf, next, seen, malformed }) {
        for (const account of accounts) {
          waiting.push({ ref: { provider: provider.name, id: account.id }, account, asOf });
        }
        reached = { next, seen, malformed };
        if (waiting.length >= batchSize) await store();
      },
    });
    await store();
    await held.save({ walked: 1, cursor: null, walk_malformed: losses.malformed, walk_missing: losses.missing });
  } catch (error) {
    // What was read is kept, also when the walk breaks off.
    if (waiting.length > 0) await store();
    throw error;
  }
}

/** Stores a batch; where the list told what must be confirmed, the accounts themselves decide. */
async function observe({ directory, provider, log }: SweepParts, call: Call, batch: readonly Observation[]) {
  const observed = await directory.observe(batch, "SWEEP");
  const changed = observed.filter(({ outcome }) => outcome === "CREATED" || outcome === "CHANGED").length;
  const unsure = observed.filter(({ outcome }) => outcome === "SUPERSEDED").map(({ snapshot }) => snapshot);
  const readings = await readThrough(
    { directory, provider, call },
    unsure.map(({ ref }) => ref.id),
  );
  const failures = readings.filter((reading) => reading instanceof Error);
  if (failures.length > 0) {
    log.warn(
      { err: failures[0], failed: failures.length, provider: provider.name },
      "accounts of which the list told something else could not be read again",
    );
  }
  const confirmed = readings.filter((reading, index) => isNews(reading, unsure[index])).length;
  return { changed: changed + confirmed, failed: failures.length };
}

/** Whether the account itself told what only it can: another status, or that it is back. */
function isNews(reading: LiveReading, known: AccountSnapshot | undefined): boolean {
  if (reading instanceof Error || reading === null || known === undefined) return false;
  return reading.facts.status !== known.facts.status || reading.missingSince !== known.missingSince;
}

async function countFailures(held: Held, failed: number): Promise<void> {
  if (failed > 0) await held.save({ failed: held.row().failed + failed });
}
