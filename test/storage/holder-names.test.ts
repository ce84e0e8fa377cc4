import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstSight } from "../../src/accounts/merge.ts";
import { nameNewHolders } from "../../src/accounts/new-holders.ts";
import type { AccountFacts, Owner } from "../../src/domain/account.ts";
import type { AccountWrite } from "../../src/storage/account-store.ts";
import { type Database, openDatabase, type WriteTransaction } from "../../src/storage/database.ts";
import { answer } from "../accounts/directory-fixture.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { plansOf } from "./query-plans.ts";

let place: TestDatabase;
let database: Database;
const at = "2025-03-01T12:00:00.000Z";

/** 50,000 links of owners, a tenth of them with a holder's name. */
beforeAll(async () => {
  place = await createTestDatabase();
  database = await openDatabase(place.url, { now: Date.now });
  await sql`insert into customers (id) values ('c')`.execute(database.write);
  await sql`insert into customer_links (customer_id, provider, target_kind, target_id, origin, holder_name, named_at)
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 50000)
    select 'c', 'p', 'USER', 'u' || n, 'COMMAND', case when n % 10 = 0 then 'Holder ' || n end, ${at} from numbers`.execute(
    database.write,
  );
  if (place.engine === "postgres") await sql`analyze`.execute(database.write);
});
afterAll(async () => {
  await database?.close();
  await place?.drop();
});

const ownedBy = (id: string): Owner => ({ kind: "USER", id, secondaryId: null });

function appeared(id: number, facts: Partial<AccountFacts>): AccountWrite {
  return { before: null, after: firstSight(answer(at, facts, `a${id}`), at), storedAt: at };
}

/** The names after, and what was asked of the database for them. */
async function named(writes: readonly AccountWrite[]) {
  let after: readonly AccountWrite[] = [];
  const statements = await plansOf(database.engine, database.read, async (recorded) => {
    after = await nameNewHolders(recorded as WriteTransaction, writes);
  });
  return { names: after.map((write) => write.after.facts.holderName), statements };
}

test("a batch of new accounts costs one query, which reads their own owners' names only", async () => {
  const writes = Array.from({ length: 200 }, (_, index) => appeared(index, { owner: ownedBy(`u${index + 1}`) }));
  const { names, statements } = await named(writes);
  expect(names.filter((name) => name !== null)).toHaveLength(20);
  expect([names[0], names[9]]).toEqual([null, "Holder 10"]);
  const [{ plan = "" } = {}, ...others] = statements;
  expect(others).toEqual([]);
  if (place.engine === "sqlite") expect(plan).toContain("customer_links_named (provider=? AND target_id=?)");
  for (const [, rows] of plan.matchAll(/"(?:Actual Rows|Rows Removed by Filter)":\s*(\d+)/g)) {
    expect(Number(rows), plan).toBeLessThan(200);
  }
});

test("accounts that are known, have no owner or whose holder's name was told cost none", async () => {
  const known = appeared(1, { owner: ownedBy("u10") });
  const before = { snapshot: { ...known.after, rowId: 1 }, storedAt: at, version: 1 };
  const { names, statements } = await named([
    { ...known, before },
    appeared(2, {}),
    appeared(3, { owner: ownedBy("u10"), holderName: null }),
    appeared(4, { owner: ownedBy("u10"), holderName: "Told" }),
  ]);
  expect([names, statements]).toEqual([[null, null, null, "Told"], []]);
});
