import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

export interface TestDatabase {
  /** For `openDatabase`; any number of times on PostgreSQL, once at a time on SQLite. */
  readonly url: string;
  readonly engine: "sqlite" | "postgres";
  /** Removes the database and all that is in it; close it first. */
  drop(): Promise<void>;
}

/**
 * A new, empty database: a SQLite file in a folder of its own, or, with TEST_DATABASE_URL set, a PostgreSQL
 * database beside that one.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  return server === undefined || server === "" ? sqliteFile() : postgresDatabase(server);
}

async function sqliteFile(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "account-gateway-"));
  return {
    url: `sqlite:${join(folder, "gateway.db")}`,
    engine: "sqlite",
    drop: () => rm(folder, { recursive: true }),
  };
}

async function postgresDatabase(server: string): Promise<TestDatabase> {
  const name = `gateway_test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, engine: "postgres", drop: () => onServer(server, `drop database ${name} with (force)`) };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
