import { existsSync, statSync } from "node:fs";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { secret } from "../../src/storage/secrets.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

const clock = { now: () => Date.parse("2025-03-01T12:00:00.000Z") };
const onSqlite = !process.env.TEST_DATABASE_URL;

let place: TestDatabase;
let database: Database;

beforeEach(async () => {
  place = await createTestDatabase();
  database = await openDatabase(place.url, clock);
});

afterEach(async () => {
  await database.close();
  await place.drop();
});

test("opening again finds what was written", async () => {
  await database.write.insertInto("customers").values({ id: "c1", name: "Ann" }).execute();
  await database.close();
  database = await openDatabase(place.url, clock);
  expect(await database.read.selectFrom("customers").selectAll().execute()).toEqual([{ id: "c1", name: "Ann" }]);
});

test("text is ordered byte by byte", async () => {
  for (const id of ["b", "é", "Z", "a", "_"])
    await database.write.insertInto("customers").values({ id, name: null }).execute();
  const rows = await database.read.selectFrom("customers").select("id").orderBy("id").execute();
  expect(rows.map(({ id }) => id)).toEqual(["Z", "_", "a", "b", "é"]);
});

test("whole numbers are numbers, also beyond 32 bits", async () => {
  const { rows } = await sql`select cast(1741000000123 as bigint) as big, count(*) as few from customers`.execute(
    database.read,
  );
  expect(rows[0]).toEqual({ big: 1741000000123, few: 0 });
});

test("database time is an instant with milliseconds", async () => {
  const now = await database.now();
  expect(now).toBe(new Date(now).toISOString());
  if (onSqlite) expect(now).toBe("2025-03-01T12:00:00.000Z");
});

test("reads see the last commit while a transaction is open", async () => {
  await database.transaction(async (transaction) => {
    await transaction.insertInto("customers").values({ id: "c1", name: null }).execute();
    expect(await database.read.selectFrom("customers").selectAll().execute()).toEqual([]);
  });
  expect(await database.read.selectFrom("customers").selectAll().execute()).toHaveLength(1);
});

test("a failed transaction leaves nothing behind", async () => {
  const failing = database.transaction(async (transaction) => {
    await transaction.insertInto("customers").values({ id: "c1", name: null }).execute();
    throw new Error("on purpose");
  });
  await expect(failing).rejects.toThrow("on purpose");
  expect(await database.read.selectFrom("customers").selectAll().execute()).toEqual([]);
});

test("two transactions that wait for each other both happen in the end", async () => {
  for (const id of ["c1", "c2"]) await database.write.insertInto("customers").values({ id, name: "" }).execute();
  const rename = (order: string[], letter: string) =>
    database.transaction(async (transaction) => {
      for (const id of order) {
        await transaction
          .updateTable("customers")
          .set((row) => ({ name: sql<string>`${row.ref("name")} || ${sql.lit(letter)}` }))
          .where("id", "=", id)
          .execute();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
  await Promise.all([rename(["c1", "c2"], "a"), rename(["c2", "c1"], "b")]);
  const rows = await database.read.selectFrom("customers").select("name").execute();
  expect(rows.map(({ name }) => name?.split("").toSorted().join(""))).toEqual(["ab", "ab"]);
});

test("ping resolves while the database answers and rejects afterwards", async () => {
  await database.ping();
  await database.close();
  await expect(database.ping()).rejects.toThrow();
  database = await openDatabase(place.url, clock);
});

test("a database from a newer gateway is refused, and let go of", async () => {
  const newer = await createTestDatabase();
  const opened = await openDatabase(newer.url, clock);
  await sql`insert into kysely_migration values ('9999-later', '2099-01-01T00:00:00.000Z')`.execute(opened.write);
  await opened.close();
  await expect(openDatabase(newer.url, clock)).rejects.toThrow("could not be brought up to date");
  await expect(openDatabase(newer.url, clock)).rejects.toThrow("could not be brought up to date");
  await newer.drop();
});

test("an unusable URL is refused without being repeated", async () => {
  for (const url of ["mysql://root:hunter2@host/db", "sqlite:", "sqlite::memory:", ""]) {
    const error = await openDatabase(url, clock).catch((reason: Error) => reason);
    expect(String(error)).toContain("must be sqlite:<file> or postgres://");
    expect(String(error)).not.toContain("hunter2");
  }
});

test("a secret is made once, whoever asks first", async () => {
  const made = await Promise.all(
    ["one", "two", "three"].map((text) => secret(database, "cursors", () => Buffer.from(text))),
  );
  expect(new Set(made.map(String)).size).toBe(1);
  expect(await secret(database, "cursors", () => Buffer.from("four"))).toEqual(made[0]);
  expect(await secret(database, "other", () => Buffer.from([0, 255]))).toEqual(Buffer.from([0, 255]));
});

describe.runIf(onSqlite)("SQLite", () => {
  test("a commit survives a power cut: write-ahead log, synchronised at every commit", async () => {
    const pragma = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(database.write)).rows[0] ?? {})[0];
    expect(await pragma("journal_mode")).toBe("wal");
    expect(await pragma("synchronous")).toBe(2);
    expect(await pragma("foreign_keys")).toBe(1);
    expect(await pragma("busy_timeout")).toBeGreaterThan(0);
  });

  test("the time is the process's own and costs no query", async () => {
    await database.close();
    expect(await database.now()).toBe("2025-03-01T12:00:00.000Z");
    database = await openDatabase(place.url, clock);
  });

  test("the read connection cannot write", async () => {
    const writing = database.read.insertInto("customers").values({ id: "c1", name: null }).execute();
    await expect(writing).rejects.toThrow("readonly");
  });

  test("its files are for its own user only", () => {
    const file = place.url.slice("sqlite:".length);
    for (const suffix of ["", "-wal", "-shm"]) expect(statSync(`${file}${suffix}`).mode & 0o777).toBe(0o600);
  });

  test("missing folders are made", async () => {
    const file = `${place.url.slice("sqlite:".length)}-folder/below/gateway.db`;
    const other = await openDatabase(`sqlite:${file}`, clock);
    await other.close();
    expect(existsSync(file)).toBe(true);
  });
});

test.skipIf(onSqlite)(
  "a connection that is cut between two statements of a transaction fails that one, not the process",
  async () => {
    const cut = database.transaction(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      // Heard of while nothing is asked over it.
      await sql`select pg_terminate_backend(${rows[0]?.pid}::int)`.execute(database.read);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await transaction.insertInto("customers").values({ id: "c1", name: null }).execute();
    });
    await expect(cut).rejects.toThrow();
    expect(await database.read.selectFrom("customers").selectAll().execute()).toEqual([]);
  },
);
