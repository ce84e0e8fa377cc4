import type { Instant } from "../domain/account.ts";
import { refKey } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { chunked } from "../domain/chunks.ts";
import type { ProviderLog } from "../providers/provider.ts";
import { type AccountWrite, lockAccounts, saveAccounts } from "../storage/account-store.ts";
import type { Database } from "../storage/database.ts";
import { freshest, isSameState, later } from "./merge.ts";

/**
 * What unchanged reads brought (fresh balances, dates, raw answers): known to this process at once, written to the
 * database in the background, so that a read that finds nothing new writes nothing while somebody waits.
 */
export interface Freshness {
  /**
   * Remembers an account that was found unchanged by an answer that had arrived at `heardAt`. Waits only
   * when too many wait already.
   */
  note(snapshots: readonly AccountSnapshot[], heardAt: Instant): Promise<void>;
  /** A stored account with what is newer here. */
  overlay(snapshot: AccountSnapshot): AccountSnapshot;
  /** When the last answer that confirmed the account had arrived; null when none waits here. */
  heardAt(snapshot: AccountSnapshot): Instant | null;
  /** Writes everything that waits and ends the background writing. */
  close(): Promise<void>;
}

export interface FreshnessOptions {
  readonly log: ProviderLog;
  /** How long news may wait for more to be written with it. */
  readonly writeAfterMs: number;
}

interface Waiting {
  readonly snapshot: AccountSnapshot;
  readonly heardAt: Instant;
}

const batchSize = 200;
const mostWaiting = 10_000;

export function createFreshness(database: Database, { log, writeAfterMs }: FreshnessOptions): Freshness {
  const waiting = new Map<string, Waiting>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> | null = null;
  let closed = false;

  function schedule(): void {
    if (timer !== null || closed || waiting.size === 0) return;
    timer = setTimeout(() => {
      timer = null;
      void writeAll();
    }, writeAfterMs).unref();
  }

  /** One writer at a time; whoever asks meanwhile waits for that one. */
  function writeAll(): Promise<void> {
    writing ??= writeBatches().finally(() => {
      writing = null;
      schedule();
    });
    return writing;
  }

  async function writeBatches(): Promise<void> {
    try {
      for (const batch of chunked([...waiting], batchSize)) await writeBatch(new Map(batch));
    } catch (error) {
      log.warn({ err: error, waiting: waiting.size }, "fresh balances could not be stored, trying again later");
    }
  }

  async function writeBatch(batch: ReadonlyMap<string, Waiting>): Promise<void> {
    await database.transaction(async (transaction) => {
      const refs = [...batch.values()].map(({ snapshot }) => snapshot.ref);
      const writes: AccountWrite[] = [];
      for (const [key, before] of await lockAccounts(transaction, database.engine, refs)) {
        const news = confirmationOf(before.snapshot, batch.get(key));
        const after = news === null ? before.snapshot : freshest(before.snapshot, news.snapshot);
        if (news === null || after === before.snapshot) continue;
        writes.push({ before, after, storedAt: later(news.heardAt, before.storedAt) });
      }
      await saveAccounts(transaction, database.engine, writes);
    });
    for (const [key, written] of batch) {
      if (waiting.get(key) === written) waiting.delete(key);
    }
  }

  return {
    async note(snapshots, heardAt) {
      for (const snapshot of snapshots) {
        const key = refKey(snapshot.ref);
        const known = confirmationOf(snapshot, waiting.get(key));
        waiting.set(key, {
          snapshot: known === null ? snapshot : freshest(snapshot, known.snapshot),
          heardAt: known === null ? heardAt : later(heardAt, known.heardAt),
        });
      }
      schedule();
      if (waiting.size >= mostWaiting) await writeAll();
    },
    overlay(snapshot) {
      const newer = confirmationOf(snapshot, waiting.get(refKey(snapshot.ref)));
      return newer === null ? snapshot : freshest(snapshot, newer.snapshot);
    },
    heardAt: (snapshot) => confirmationOf(snapshot, waiting.get(refKey(snapshot.ref)))?.heardAt ?? null,
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await writing;
      await writeAll();
    },
  };
}

/** What waits for an account, if it found true what the account is now: another process may have stored a change since. */
function confirmationOf(snapshot: AccountSnapshot, waits: Waiting | undefined): Waiting | null {
  return waits !== undefined && isSameState(waits.snapshot, snapshot) ? waits : null;
}
