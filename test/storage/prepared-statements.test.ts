import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { plannedOnce } from "../../src/storage/planned-once.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

describe.skipIf(!process.env.TEST_DATABASE_URL)("on PostgreSQL, a statement that is planned once", () => {
  let place: TestDatabase;
  let database: Database;
  beforeEach(async () => {
    place = await createTestDatabase();
    database = await openDatabase(place.url, { now: Date.now });
  });
  afterEach(async () => {
    await database.close();
    await place.drop();
  });

  const customer = (read: Database["read"], id: string) =>
    read.selectFrom("customers").selectAll().where("id", "=", id).modifyEnd(plannedOnce).execute();
  /** Texts of what this connection has planned. */
  const planned = async (read: Database["read"]) => {
    const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(read);
    return rows.map(({ statement }) => statement);
  };
  const addColumn = (name: string) =>
    sql`alter table customers add column ${sql.ref(name)} text`.execute(database.write);

  test("is kept by its connection, whatever its values; no other is", async () => {
    await database.transaction(async (transaction) => {
      for (const id of ["ann", "bob"]) await customer(transaction, id);
      await transaction.selectFrom("customers").select("id").where("id", "=", "ann").execute();
      expect(await planned(transaction)).toEqual([expect.stringContaining('from "customers"')]);
    });
  });

  test("may have lists of any length: long ones are not kept", async () => {
    const among = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
    await database.transaction(async (transaction) => {
      for (const count of [64, 65]) {
        const query = transaction.selectFrom("customers").select("id").where("id", "in", among(count));
        expect(await query.modifyEnd(plannedOnce).execute()).toEqual([]);
      }
      expect(await planned(transaction)).toHaveLength(1);
    });
  });

  test("goes on when another version of the gateway has changed its table", async () => {
    const all = Array.from({ length: 10 }, () => customer(database.read, "ann"));
    expect(await Promise.all(all)).toEqual(all.map(() => []));
    await database.transaction((transaction) =>
      transaction.insertInto("customers").values({ id: "ann", name: null }).execute(),
    );
    await addColumn("first");
    expect(await customer(database.read, "ann")).toEqual([{ id: "ann", name: null, first: null }]);
    await addColumn("second");
    let attempts = 0;
    const [found] = await database.transaction((transaction) => {
      attempts++;
      return customer(transaction, "ann");
    });
    expect(found).toEqual({ id: "ann", name: null, first: null, second: null });
    expect(attempts).toBe(2);
  });
});
