import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { firstSending } from "../../src/storage/migrations/0011-first-sending.ts";
import { backOffice } from "../../src/storage/migrations/0016-back-office.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

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

/** As much of an operation as every version of the tables has. */
const row = (id: string) => ({
  ...({ id, idempotency_key: id, issuer: "", client_id: "", subject: "s", mutation: "createAccount" } as const),
  ...{ fingerprint: "", attempts: 1, misses: 0, send_again: 0, fence: 1, candidates: "[]", created_at: "" },
});

test("a change that was sent once was sent first when it was sent last; of one that was sent again nobody knows", async () => {
  const { write, engine } = database;
  await sql`drop index operations_late`.execute(write);
  await sql`alter table operations drop column first_dispatched_at`.execute(write);
  const state = "SUCCEEDED";
  const created_at = "2025-03-01T12:00:00.000Z";
  const dispatched_at = "2025-03-02T12:00:00.000Z";
  await write
    .insertInto("operations")
    .values([
      { ...row("once"), state, created_at, dispatched_at },
      { ...row("again"), state, attempts: 2, created_at, dispatched_at },
      { ...row("never"), state, attempts: 0, created_at, dispatched_at: null },
    ])
    .execute();
  await firstSending(engine).up(write);
  const rows = await write.selectFrom("operations").select(["id", "first_dispatched_at"]).execute();
  expect(Object.fromEntries(rows.map((row) => [row.id, row.first_dispatched_at]))).toEqual({
    once: dispatched_at,
    again: created_at,
    never: null,
  });
});

test("what was given up before says that it was, and keeps why it was in doubt", async () => {
  const { write, engine } = database;
  await sql`drop index operations_idempotency_key`.execute(write);
  await sql`alter table operations drop column http_status`.execute(write);
  const failed = { error_code: "PROVIDER_ERROR", error_message: "HTTP 500", provider_code: "E" } as const;
  await write
    .insertInto("operations")
    .values([
      { ...row("1"), ...failed, state: "ABANDONED" },
      { ...row("2"), ...failed, state: "IN_DOUBT" },
      // Cut off while it was sent: of that nothing was said once.
      { ...row("3"), state: "ABANDONED" },
    ])
    .execute();
  await backOffice(engine).up(write);
  const rows = await write.selectFrom("operations").selectAll().orderBy("id").execute();
  const decided = "The back office decided that nothing more is done for this key.";
  const ofNone = { error_code: "OPERATION_ABANDONED", provider_code: null, http_status: null };
  expect(rows).toMatchObject([
    { ...ofNone, error_message: `${decided} Before that: HTTP 500` },
    { ...failed, http_status: null },
    { ...ofNone, error_message: decided },
  ]);
});
