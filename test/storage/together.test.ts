import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyAudit } from "../../src/audit/verify.ts";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { append, at, linked } from "../audit/audit-fixture.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let place: TestDatabase;
let database: Database;
beforeEach(async () => {
  place = await createTestDatabase();
  database = await openDatabase(place.url, { now: () => Date.parse(at) });
});
afterEach(async () => {
  await database.close();
  await place.drop();
});

describe.skipIf(Boolean(process.env.TEST_DATABASE_URL))("on a disk that is full", () => {
  test("nothing runs behind what failed: SQLite has rolled back by then, and it would stay", async () => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.write);
    await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 20)}`.execute(database.write);
    const long = linked("c".repeat(9_000), "a");
    let kept = 0;
    for (let count = 0; count < 20; count++)
      await append(database, long).then(
        () => void kept++,
        () => {},
      );
    expect(kept).toBeLessThan(20);
    await sql`pragma max_page_count = 1000000`.execute(database.write);
    await append(database, long);
    expect(await verifyAudit(database, [])).toMatchObject({ intact: kept + 1, damage: null });
  });
});
