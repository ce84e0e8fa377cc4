import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/storage/database.ts";
import { firstSending } from "../../src/storage/migrations/0011-first-sending.ts";
import { createTestDatabase } from "../support/database.ts";

test("a change that was sent once was sent first when it was sent last; of one that was sent again nobody knows", async () => {
  const place = await createTestDatabase();
  const { write, engine, close } = await openDatabase(place.url, { now: Date.now });
  await sql`drop index operations_late`.execute(write);
  await sql`alter table operations drop column first_dispatched_at`.execute(write);
  const kept = { issuer: "", client_id: "", subject: "s", mutation: "createAccount", fingerprint: "" } as const;
  const rest = { state: "SUCCEEDED", misses: 0, send_again: 0, fence: 1, candidates: "[]" } as const;
  const created_at = "2025-03-01T12:00:00.000Z";
  const dispatched_at = "2025-03-02T12:00:00.000Z";
  await write
    .insertInto("operations")
    .values([
      { ...kept, ...rest, id: "once", idempotency_key: "1", attempts: 1, created_at, dispatched_at },
      { ...kept, ...rest, id: "again", idempotency_key: "2", attempts: 2, created_at, dispatched_at },
      { ...kept, ...rest, id: "never", idempotency_key: "3", attempts: 0, created_at, dispatched_at: null },
    ])
    .execute();
  await firstSending(engine).up(write);
  const rows = await write.selectFrom("operations").select(["id", "first_dispatched_at"]).execute();
  expect(Object.fromEntries(rows.map((row) => [row.id, row.first_dispatched_at]))).toEqual({
    once: dispatched_at,
    again: created_at,
    never: null,
  });
  await close();
  await place.drop();
});
