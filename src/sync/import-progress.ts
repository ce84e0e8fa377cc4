import type { ImportProgress } from "../domain/import-progress.ts";
import type { Database } from "../storage/database.ts";

/** Before the first walk. */
export const pending: ImportProgress = {
  state: "PENDING",
  startedAt: null,
  completedAt: null,
  everComplete: false,
  seen: 0,
  malformed: 0,
  error: null,
};

/** How a provider's import stood when the last process stopped; PENDING for this one. */
export async function loadProgress(database: Database, provider: string): Promise<ImportProgress> {
  const imports = database.read.selectFrom("imports").selectAll();
  const row = await imports.where("provider", "=", provider).executeTakeFirst();
  if (row === undefined) return pending;
  return {
    ...pending,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    everComplete: row.completed_at !== null,
    seen: row.seen,
    malformed: row.malformed,
  };
}

export async function saveProgress(database: Database, provider: string, progress: ImportProgress): Promise<void> {
  const row = {
    started_at: progress.startedAt,
    completed_at: progress.completedAt,
    seen: progress.seen,
    malformed: progress.malformed,
  };
  await database.write
    .insertInto("imports")
    .values({ provider, ...row })
    .onConflict((conflict) => conflict.column("provider").doUpdateSet(row))
    .execute();
}
