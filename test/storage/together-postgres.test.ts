import { Kysely, PostgresDialect, sql } from "kysely";
import { Pool } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/storage/database.ts";
import { withGoodConnections } from "../../src/storage/postgres-pool.ts";
import type { Tables } from "../../src/storage/tables.ts";
import { together } from "../../src/storage/together.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

describe.skipIf(!process.env.TEST_DATABASE_URL)("on PostgreSQL", () => {
  let place: TestDatabase;
  let database: Kysely<Tables>;
  beforeEach(async () => {
    place = await createTestDatabase();
    await (await openDatabase(place.url, { now: Date.now })).close();
    const pool = new Pool({ connectionString: place.url, max: 1, query_timeout: 400, pipeline: true });
    pool.on("error", () => {});
    pool.on("connect", (client) => client.on("error", () => {}));
    database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: withGoodConnections(pool) }) });
  });
  afterEach(async () => {
    await database.destroy();
    await place.drop();
  });

  const customer = (id: string) => database.insertInto("customers").values({ id, name: null }).compile();
  const known = async () => (await database.selectFrom("customers").select("id").execute()).map(({ id }) => id);

  test("what is run together is answered in its order", async () => {
    await database.transaction().execute(async (transaction) => {
      const numbers = [3, 1, 2].map((number) => sql<{ number: number }>`select ${number}::int as number`);
      const answers = await together(
        transaction,
        numbers.map((one) => one.compile(transaction)),
      );
      expect(answers.map(({ rows }) => rows)).toEqual([[{ number: 3 }], [{ number: 1 }], [{ number: 2 }]]);
    });
  });

  test("one that fails leaves nothing of the others, and a connection that is good", async () => {
    const failing = database
      .transaction()
      .execute((transaction) => together(transaction, [customer("ann"), customer("ann"), customer("bob")]));
    await expect(failing).rejects.toMatchObject({ code: "23505" });
    expect(await known()).toEqual([]);
  });

  test("one that takes too long hurts nobody who waits for its connection", async () => {
    const slow = sql`select pg_sleep(2)`.execute(database);
    const [timedOut, next] = await Promise.allSettled([slow, known()]);
    expect(timedOut).toMatchObject({ status: "rejected", reason: { message: "Query read timeout" } });
    expect(next).toEqual({ status: "fulfilled", value: [] });
  });
});
