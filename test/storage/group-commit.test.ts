import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase, type WriteTransaction } from "../../src/storage/database.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

// Many transactions at the same moment: on SQLite they share a commit, which nobody may be able to tell.

let place: TestDatabase;
let database: Database;
beforeEach(async () => {
  place = await createTestDatabase();
  database = await openDatabase(place.url, { now: () => Date.parse("2025-03-01T12:00:00.000Z") });
});
afterEach(async () => {
  await database.close();
  await place.drop();
});

const add = (transaction: WriteTransaction, id: string, name: string | null = null) =>
  transaction.insertInto("customers").values({ id, name }).execute();
const known = async () => (await database.read.selectFrom("customers").select("id").execute()).map(({ id }) => id);

test("each is kept or undone by itself", async () => {
  const settled = await Promise.allSettled(
    Array.from({ length: 100 }, (_, number) =>
      database.transaction(async (transaction) => {
        await add(transaction, `c${number}`);
        if (number % 7 === 3) throw new Error(`${number} fails`);
        if (number % 7 === 5) await add(transaction, "c0");
        return number;
      }),
    ),
  );
  const kept = settled.flatMap((one) => (one.status === "fulfilled" ? [`c${one.value}`] : []));
  expect(kept).toHaveLength(100 - 14 - 14);
  expect((await known()).toSorted()).toEqual(kept.toSorted());
});

test("whoever is answered can read what it wrote, whatever else is under way", async () => {
  await Promise.all(
    Array.from({ length: 40 }, async (_, number) => {
      await database.transaction((transaction) => add(transaction, `c${number}`));
      expect(await known()).toContain(`c${number}`);
    }),
  );
});

test("one that begins others does not wait for itself", async () => {
  await database.transaction((transaction) => add(transaction, "one"));
  const nested = database.transaction((transaction) => add(transaction, "two"));
  await Promise.all([nested, database.transaction((transaction) => add(transaction, "three"))]);
  expect((await known()).toSorted()).toEqual(["one", "three", "two"]);
});

describe.skipIf(Boolean(process.env.TEST_DATABASE_URL))("on a disk that is full", () => {
  test("what was answered is kept, and what was refused is not", async () => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.write);
    await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 40)}`.execute(database.write);
    const settled = await Promise.allSettled(
      Array.from({ length: 12 }, (_, number) =>
        database.transaction((transaction) => add(transaction, `c${number}`, "x".repeat(32_000))),
      ),
    );
    const answered = settled.flatMap(({ status }, number) => (status === "fulfilled" ? [`c${number}`] : []));
    expect(answered.length).toBeLessThan(12);
    expect((await known()).toSorted()).toEqual(answered.toSorted());

    await sql`pragma max_page_count = 1000000`.execute(database.write);
    await database.transaction((transaction) => add(transaction, "after"));
    expect(await known()).toContain("after");
  });
});
