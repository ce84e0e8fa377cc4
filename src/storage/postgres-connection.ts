import { Kysely, PostgresDialect } from "kysely";
import { Pool, TypeOverrides, types } from "pg";
import type { Connections } from "./connections.ts";
import { withGoodConnections } from "./postgres-pool.ts";
import type { Tables } from "./tables.ts";

const connections = 10;
const connectionTimeoutMs = 5_000;
/** Row locks are held for milliseconds; whoever waits this long fails instead. */
const lockTimeoutMs = 10_000;
/**
 * Longer than the waits for two locks, of which statements that share a round trip may have one each: whoever hears nothing
 * for this long has lost the server.
 */
const queryTimeoutMs = 25_000;

/** A pool of connections; reads and writes share it. */
export function openPostgres(url: string): Connections {
  const overrides = new TypeOverrides();
  // Ids, counts and milliseconds stay far below 2^53.
  overrides.setTypeParser(types.builtins.INT8, Number);
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectionTimeoutMs,
    lock_timeout: lockTimeoutMs,
    // Most of the directory is in memory: else a name that some hundredth of all accounts have is looked for in all of them.
    options: "-c random_page_cost=1.1",
    query_timeout: queryTimeoutMs,
    // Statements that don't wait for each other share a round trip (`together`).
    pipeline: true,
    keepAlive: true,
    types: overrides,
  });
  // An idle connection that breaks is replaced by the pool at the next use; without a listener it would end the process.
  pool.on("error", () => {});
  // So would one that breaks between two statements of a transaction: the next statement fails, and tells who asked.
  pool.on("connect", (client) => client.on("error", () => {}));
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: withGoodConnections(pool) }) });
  return {
    read: database,
    write: database,
    // Those that wait for the disk at the same moment share a sync there without our help.
    transaction: (work) => database.transaction().setIsolationLevel("read committed").execute(work),
    close: () => database.destroy(),
  };
}
