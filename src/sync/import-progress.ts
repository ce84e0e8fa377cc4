import type { ImportProgress } from "../domain/import-progress.ts";
import type { Database } from "../storage/database.ts";
import { loadImport, saveImport } from "../storage/import-store.ts";

/** Before the first walk. */
export const pending: ImportProgress = {
  state: "PENDING",
  startedAt: null,
  completedAt: null,
  everComplete: false,
  seen: 0,
  malformed: 0,
  missing: 0,
  error: null,
};

/** How a provider's import stood when the last process stopped; PENDING for this one. */
export async function loadProgress(database: Database, provider: string): Promise<ImportProgress> {
  const row = await loadImport(database, provider);
  if (row === undefined) return pending;
  return {
    ...pending,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    everComplete: row.completed_at !== null,
    seen: row.seen,
    malformed: row.malformed,
    missing: row.missing,
  };
}

export function saveProgress(database: Database, provider: string, progress: ImportProgress): Promise<void> {
  const { startedAt, completedAt, seen, malformed, missing } = progress;
  return saveImport(database, { provider, started_at: startedAt, completed_at: completedAt, seen, malformed, missing });
}
