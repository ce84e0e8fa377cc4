import { DatabaseSync } from "node:sqlite";

/**
 * Keeps a database file to one process, by an exclusive lock on `<path>.lock`, itself a tiny SQLite database:
 * the operating system drops the lock with the process, however it dies, and no stale lock file can stay behind.
 * Returns how to give it back; throws one clear sentence when another process holds it.
 */
export function lockFile(path: string): () => void {
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    throw new Error(
      `The database file ${path} is in use by another gateway process; stop it, or use PostgreSQL to run several.`,
      { cause },
    );
  }
  return () => lock.close();
}
