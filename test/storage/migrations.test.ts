import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/storage/database.ts";
import { firstSending } from "../../src/storage/migrations/0011-first-sending.ts";
import { backOffice } from "../../src/storage/migrations/0016-back-office.ts";
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

test("what was given up before says that it was, and keeps why it was in doubt", async () => {
  const place = await createTestDatabase();
  const { write, engine, close } = await openDatabase(place.url, { now: Date.now });
  await sql`drop index operations_idempotency_key`.execute(write);
  await sql`alter table operations drop column http_status`.execute(write);
  const kept = { issuer: "", client_id: "", subject: "s", mutation: "createAccount", fingerprint: "" } as const;
  const rest = { attempts: 1, misses: 0, send_again: 0, fence: 1, candidates: "[]", created_at: "" } as const;
  const failed = { error_code: "PROVIDER_ERROR", error_message: "HTTP 500", provider_code: "E" } as const;
  await write
    .insertInto("operations")
    .values([
      { ...kept, ...rest, ...failed, id: "1", idempotency_key: "1", state: "ABANDONED" },
      { ...kept, ...rest, ...failed, id: "2", idempotency_key: "2", state: "IN_DOUBT" },
    ])
    .execute();
  await backOffice(engine).up(write);
  const rows = await write.selectFrom("operations").selectAll().orderBy("id").execute();
  const message = "The back office decided that nothing more is done for this key. Before that: HTTP 500";
  expect(rows).toMatchObject([
    { error_code: "OPERATION_ABANDONED", error_message: message, provider_code: null, http_status: null },
    { ...failed, http_status: null },
  ]);
  await close();
  await place.drop();
});
