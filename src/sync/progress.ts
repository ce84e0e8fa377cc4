import { pendingSweep, type SweepProgress } from "../domain/sweep-progress.ts";
import type { Database } from "../storage/database.ts";
import { loadSweeps, type SweepRow } from "../storage/sweep-store.ts";

export interface SweepReader {
  /** How a provider's sweep stands, whichever process works on it; at most a second old. */
  read(provider: string): Promise<SweepProgress>;
  /** The next reading is from the table. */
  forget(): void;
}

const keptMs = 1_000;

export function createSweepReader(database: Pick<Database, "read">): SweepReader {
  let kept: { readonly until: number; readonly rows: Promise<ReadonlyMap<string, SweepProgress>> } | null = null;

  async function load(): Promise<ReadonlyMap<string, SweepProgress>> {
    try {
      return new Map((await loadSweeps(database)).map((row) => [row.provider, toProgress(row)]));
    } catch (error) {
      kept = null;
      throw error;
    }
  }

  return {
    async read(provider) {
      const now = performance.now();
      if (kept === null || kept.until <= now) kept = { until: now + keptMs, rows: load() };
      return (await kept.rows).get(provider) ?? pendingSweep;
    },
    forget: () => {
      kept = null;
    },
  };
}

function toProgress(row: SweepRow): SweepProgress {
  const { state, seen, changed, failed, malformed, missing, error_code: code, error_message: message } = row;
  return {
    ...{ state, seen, changed, failed, malformed, missing },
    startedAt: row.started_at,
    completedAt: row.completed_at,
    completeAsOf: row.complete_as_of,
    nextAt: row.next_at,
    error: code === null ? null : { code, message: message ?? "" },
  };
}
