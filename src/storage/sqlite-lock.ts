import { DatabaseSync } from "node:sqlite";
import { StartError } from "../domain/start-error.ts";

/** SQLITE_BUSY: somebody else has the lock. */
const busy = 5;

/**
 * Keeps a database file to one process, by an exclusive lock on `<path>.lock`, itself a tiny SQLite database:
 * the operating system drops the lock with the process, however it dies, and no stale lock file can stay behind.
 * Returns how to give it back; throws StartError when another process holds it.
 */
export function lockFile(path: string): () => void {
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if ((cause as { errcode?: unknown }).errcode !== busy) throw cause;
    throw new StartError(
      `The database file ${path} is in use by another gateway process; stop it, or name another database in DATABASE_URL: PostgreSQL serves several.`,
      { cause },
    );
  }
  return () => lock.close();
}
