import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from "kysely";
import type { Connections } from "./connections.ts";
import { groupedTransactions } from "./group-commit.ts";
import { lockFile } from "./sqlite-lock.ts";
import type { Tables } from "./tables.ts";

const busyTimeoutMs = 5_000;
const cachedStatements = 200;
/** As much as SQLite maps at most; pages beyond are read as usual. Address space, not memory. */
const mappedBytes = 2_147_418_112;
const writeCacheKibibytes = 65_536;
/** A log of 32 MB before it is copied into the file: each copying writes every page once that many batches changed. */
const pagesPerCheckpoint = 8_000;

/**
 * Opens (and creates) a database file for this process alone: a write connection, and a read connection
 * beside it, so that reads don't wait behind write transactions.
 */
export function openSqlite(path: string): Connections {
  mkdirSync(dirname(path), { recursive: true });
  // Names and IBANs are for the gateway's own user only; the files that SQLite puts beside it get the same rights.
  closeSync(openSync(path, "a", 0o600));
  const unlock = lockFile(path);
  const writer = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  // FULL: what was committed survives a power cut, also in WAL mode.
  writer.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  // Batches of new accounts touch pages all over two dozen indexes.
  writer.exec(`PRAGMA cache_size = -${writeCacheKibibytes}; PRAGMA wal_autocheckpoint = ${pagesPerCheckpoint}`);
  const reader = new DatabaseSync(path, { timeout: busyTimeoutMs, readOnly: true });
  // Reading through the system's own cache: a cache in the process would start anew after each
  // commit of the other connection.
  reader.exec(`PRAGMA mmap_size = ${mappedBytes}`);
  const write = new Kysely<Tables>({ dialect: nodeSqlite(writer) });
  const read = new Kysely<Tables>({ dialect: nodeSqlite(reader) });
  const close = async (): Promise<void> => {
    await Promise.all([read.destroy(), write.destroy()]);
    reader.close();
    writer.close();
    unlock();
  };
  return { read, write, transaction: groupedTransactions(write), close };
}

function nodeSqlite(connection: DatabaseSync): Dialect {
  return {
    createDriver: () => new ImmediateDriver({ database: asKyselyDatabase(connection) }),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (database) => new SqliteIntrospector(database),
  };
}

class ImmediateDriver extends SqliteDriver {
  /** Takes the write lock at once: a transaction that reads first and writes later could not be retried by SQLite. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

class TransactionalAdapter extends SqliteAdapter {
  /** SQLite rolls back DDL as well; Kysely leaves it off for tools that don't. A half-done migration must not stay. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Node's own SQLite in the shape that Kysely expects, with the most recently used statements kept prepared. */
function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const known = statements.get(sql);
    const statement = known ?? asKyselyStatement(database, sql);
    statements.delete(sql);
    statements.set(sql, statement);
    const [oldest] = statements.keys();
    if (statements.size > cachedStatements && oldest !== undefined) {
      statements.delete(oldest);
    }
    return statement;
  };
  // `openSqlite` closes both connections itself: Kysely never closes one that it has not used yet.
  return { prepare, close() {} };
}

function asKyselyStatement(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  };
}
