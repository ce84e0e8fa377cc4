import { Kysely, PostgresDialect } from "kysely";
import { Pool, TypeOverrides, types } from "pg";
import type { Tables } from "./tables.ts";

const connections = 10;
const connectionTimeoutMs = 5_000;
/** No statement of ours takes a fraction of this; one that does must not hold a connection for ever. */
const statementTimeoutMs = 60_000;

/** A pool of connections; reads and writes share it. */
export function openPostgres(url: string): { read: Kysely<Tables>; write: Kysely<Tables>; close(): Promise<void> } {
  const overrides = new TypeOverrides();
  // Ids, counts and milliseconds stay far below 2^53.
  overrides.setTypeParser(types.builtins.INT8, Number);
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectionTimeoutMs,
    statement_timeout: statementTimeoutMs,
    types: overrides,
  });
  // An idle connection that breaks is replaced by the pool at the next use; without a listener it would end the process.
  pool.on("error", () => {});
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { read: database, write: database, close: () => database.destroy() };
}
