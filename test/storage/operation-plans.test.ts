import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OperationFilter } from "../../src/domain/operation.ts";
import { ownerLane } from "../../src/domain/owner-lane.ts";
import { type ErasureTarget, emptyEntries } from "../../src/storage/audit-erasure.ts";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { loadEndedInDoubt, loadLateAccounts } from "../../src/storage/late-accounts.ts";
import { isChangedSince } from "../../src/storage/operation-lanes.ts";
import { countOperations, loadOperations } from "../../src/storage/operation-list.ts";
import { countKeptRequests, eraseRequests } from "../../src/storage/request-erasure.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type PlannedStatement, plansOf } from "./query-plans.ts";

let place: TestDatabase;
let database: Database;
const lane = (owner: string) => ownerLane("q", { kind: "USER", id: owner, secondaryId: null }, null);

/** 100,000 operations: of a thousand people a few each, half of them asked for by themselves, half by their clerk. */
beforeAll(async () => {
  place = await createTestDatabase();
  database = await openDatabase(place.url, { now: Date.now });
  await sql`insert into operations (id, issuer, client_id, subject, mutation, idempotency_key, fingerprint, state, provider,
      provider_account_id, customer_id, lane, plan, attempts, misses, send_again, fence, created_at, first_dispatched_at,
      dispatched_at, settled_at, candidates)
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 100000)
    select 'o' || n, '', 'app', case when n % 2 = 0 then 'clerk' else 'person-' || (n % 1000) end, 'createAccount', 'k' || n,
      '', case when n % 997 = 0 then 'ABANDONED' when n % 991 = 0 then 'IN_DOUBT' else 'SUCCEEDED' end, 'q', 'a' || n,
      'person-' || (n % 1000), replace(${lane("OWNER")}, 'OWNER', 'u' || n), '{}', 1, 0, 0, 1, ${at}, ${at}, ${at}, ${at}, '[]'
    from numbers`.execute(database.write);
  await sql`insert into audit_log (position, at, kind, provider, provider_account_id, operation_id, details_hash, entry_hash)
    select number, ${at}, case when number % 997 = 0 then 'LATE_ACCOUNT' else 'STATUS_CHANGED' end, 'q', 'late-' || number, id, '', ''
    from operations`.execute(database.write);
  if (place.engine === "postgres") await sql`analyze`.execute(database.write);
});

afterAll(async () => {
  await database?.close();
  await place?.drop();
});

const at = "2025-03-01T12:00:00.000Z";

/** What `work` looks at is about as much as it needs. */
function expectLookups(statements: readonly PlannedStatement[]): void {
  expect(statements.length).toBeGreaterThan(0);
  for (const { sql, plan } of statements) {
    if (place.engine === "sqlite")
      expect(plan, sql).not.toMatch(/SCAN (operations|audit_log)|operations_(state|provider|mutation) \(\w+=\?\)/);
    else {
      expect(plan, sql).toMatch(/Index/);
      for (const [, rows] of plan.matchAll(/"(?:Actual Rows|Rows Removed by Filter)":\s*(\d+)/g)) {
        expect(Number(rows), `${sql}\n${plan}`).toBeLessThan(2_000);
      }
    }
  }
}

test.each<ErasureTarget>([
  { subject: "person-7" },
  { subject: "person-8" },
  { subject: "nobody" },
  { account: { provider: "q", id: "a77" } },
  { owner: { provider: "q", kind: "USER", id: "77" } },
])("what was sent and told is looked up, not searched for, when %j is erased", async (target) => {
  const transaction = await database.write.startTransaction().execute();
  try {
    expectLookups(
      await plansOf(database.engine, transaction, (recorded) =>
        eraseRequests(recorded, database.engine, target, 1_000),
      ),
    );
    expectLookups(
      await plansOf(database.engine, transaction, (recorded) => countKeptRequests(recorded, database.engine, target)),
    );
    const emptied = (recorded: typeof transaction) =>
      emptyEntries(recorded, database.engine, target, { at, limit: 1_000 });
    expectLookups(await plansOf(database.engine, transaction, emptied));
  } finally {
    await transaction.rollback().execute();
  }
});

/** An index that begins with the key, or with an account, or all of a caller's key: else the whole of it is read. */
const ofKey = /operations_(idempotency_key|account)|issuer.*client_id.*subject.*mutation.*idempotency_key/;
const clerk = { issuer: null, clientId: "app", subject: "clerk" };

test.each<OperationFilter>([
  {},
  { states: ["SUCCEEDED"] },
  { states: ["RECEIVED", "DISPATCHING"] },
  { providers: ["q"], mutations: ["createAccount"] },
  { account: { provider: "q", id: "a77000" } },
  { caller: clerk },
  { caller: clerk, states: ["SUCCEEDED"], providers: ["q"], mutations: ["createAccount"] },
])("the operations of a key are looked up by it, also where more is asked of them: %j", async (more) => {
  const filter = { ...more, idempotencyKey: "k77000" };
  const page = { olderThan: 90_000, newerThan: null, limit: 21, from: "newest" } as const;
  const pages = [
    page,
    { ...page, olderThan: null, from: "oldest" },
    { ...page, olderThan: null, newerThan: 5 },
  ] as const;
  const { engine, read } = database;
  const works = [
    ...pages.map((one) => (recorded: typeof read) => loadOperations(recorded, filter, one)),
    (recorded: typeof read) => countOperations(recorded, filter),
  ];
  for (const work of works) {
    const statements = await plansOf(engine, read, work);
    expectLookups(statements);
    for (const { plan } of statements) expect(plan).toMatch(ofKey);
  }
  expect(await countOperations(read, filter)).toBe(more.states?.includes("RECEIVED") ? 0 : 1);
});

test("the operations that an account may have come of are looked up by its lane", async () => {
  const { read, engine } = database;
  const statements = await plansOf(engine, read, (recorded) => loadEndedInDoubt(recorded, [lane("u997"), lane("u1")]));
  expectLookups(statements);
  expect(statements[0]?.plan).toContain("operations_late");
});

test("whether an account has just been changed is looked up among what has just ended, however many changes it has had", async () => {
  const transaction = await database.write.startTransaction().execute();
  try {
    const account = { provider: "q", id: "a77" };
    const changed = (recorded: typeof transaction) => isChangedSince(recorded, account, at);
    const statements = await plansOf(database.engine, transaction, changed);
    expectLookups(statements);
    expect(statements[0]?.plan).toContain("operations_settled");
  } finally {
    await transaction.rollback().execute();
  }
});

test("the late accounts of a page of operations are looked up", async () => {
  const page = Array.from({ length: 100 }, (_, index) => `o${(index + 1) * 997}`);
  expectLookups(await plansOf(database.engine, database.read, (recorded) => loadLateAccounts(recorded, page)));
  expect((await loadLateAccounts(database.read, page)).size).toBe(100);
});
