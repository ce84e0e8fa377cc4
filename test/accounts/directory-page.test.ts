import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Directory } from "../../src/accounts/directory-contract.ts";
import type { AccountFilter, PageQuery, Position } from "../../src/domain/account-list.ts";
import type { AccountSnapshot } from "../../src/domain/account-snapshot.ts";
import { selectPage } from "../../src/storage/account-query.ts";
import { answer, everything, firstPage, openTestDirectory, type TestDirectory } from "./directory-fixture.ts";

let place: TestDirectory;
let directory: Directory;

const planned = ["plan-0", "plan-1", "plan-2", "plan-3"];
const providers = ["world", "bounded", "filtered", "filtered-too", "moving", ...planned];

beforeAll(async () => {
  place = await openTestDirectory({ providers });
  directory = place.directory;
});

afterAll(() => place.close());

/** Every account met on the way from one end to the other; `between` runs after each page. */
async function walk(query: PageQuery, between: () => Promise<void> = async () => {}): Promise<AccountSnapshot[]> {
  const met: AccountSnapshot[] = [];
  for (let next: PageQuery | null = query; next !== null; ) {
    const page = await directory.page(everything, next);
    expect(page.length).toBeLessThanOrEqual(query.limit);
    if (query.from === "start") met.push(...page);
    else met.unshift(...page);
    const edge = query.from === "start" ? page.at(-1) : page.at(0);
    const position: Position | null = edge === undefined ? null : directory.position(edge, query.order);
    next = position && { ...query, ...(query.from === "start" ? { after: position } : { before: position }) };
    await between();
  }
  return met;
}

/** What the database says it would do. */
async function explain(query: Pick<Awaited<ReturnType<typeof selectPage>>, "explain">): Promise<string> {
  const onSqlite = place.database.engine.name === "sqlite";
  return JSON.stringify(await (onSqlite ? query.explain(undefined, sql`query plan`) : query.explain()));
}

const ids = (snapshots: readonly AccountSnapshot[]) => snapshots.map(({ ref }) => ref.id);

describe("keyset pages", () => {
  // Few distinct times, so that many keys are equal; null falls back on the time of the first sight.
  const createdAt = fc.option(
    fc.integer({ min: 0, max: 4 }).map((day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString()),
  );
  const worlds = fc.record({
    accounts: fc.array(createdAt, { minLength: 1, maxLength: 25 }),
    inserted: fc.array(createdAt, { maxLength: 10 }),
    limit: fc.integer({ min: 1, max: 7 }),
    direction: fc.constantFrom("ASC" as const, "DESC" as const),
    from: fc.constantFrom("start" as const, "end" as const),
  });

  test("show every account once, in order, in both directions, also while others appear", async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async ({ accounts, inserted, limit, direction, from }) => {
        const provider = "world";
        await place.database.write.deleteFrom("account_identifiers").execute();
        await place.database.write.deleteFrom("accounts").execute();
        const insert = async (id: string, time: string | null) =>
          directory.observe([answer(await directory.now(), { createdAt: time }, id, provider)], "SWEEP");
        for (const [index, time] of accounts.entries()) await insert(`old-${index}`, time);

        const query: PageQuery = { ...firstPage(direction, { providers: [provider] }, limit), from };
        const still = await walk(query);
        const positionOf = (snapshot: AccountSnapshot) => directory.position(snapshot, query.order);
        const sorted = still.toSorted((one, other) => {
          const ascending =
            Number(positionOf(one).key) - Number(positionOf(other).key) ||
            positionOf(one).rowId - positionOf(other).rowId;
          return direction === "ASC" ? ascending : -ascending;
        });
        expect(ids(still)).toEqual(ids(sorted));
        expect(ids(still).toSorted()).toEqual(accounts.map((_, index) => `old-${index}`).toSorted());

        const waiting = [...inserted.entries()];
        const moving = await walk(query, async () => {
          const [index, time] = waiting.pop() ?? [];
          if (index !== undefined) await insert(`new-${index}`, time ?? null);
        });
        expect(ids(moving).filter((id) => id.startsWith("old"))).toEqual(ids(still));
        expect(new Set(ids(moving)).size).toBe(moving.length);
      }),
      { seed: 1, numRuns: 25 },
    );
  });

  test("may be bounded on both sides", async () => {
    const asOf = await place.later();
    const day = (number: number) => new Date(Date.UTC(2023, 5, number)).toISOString();
    const provider = "bounded";
    const days = [1, 2, 3, 4, 5];
    await directory.observe(
      days.map((number) => answer(asOf, { createdAt: day(number) }, String(number), provider)),
      "SWEEP",
    );
    const query = firstPage("ASC", { providers: [provider] });
    const all = await directory.page(everything, query);
    const [first, last] = [all.at(0), all.at(-1)].map((one) =>
      one === undefined ? null : directory.position(one, query.order),
    );
    const inside = { ...query, after: first ?? null, before: last ?? null };
    expect(ids(await directory.page(everything, inside))).toEqual(["2", "3", "4"]);
    expect(ids(await directory.page(everything, { ...inside, limit: 2, from: "end" }))).toEqual(["3", "4"]);
  });
});

describe("filters", () => {
  beforeAll(async () => {
    const asOf = await place.later();
    const status = (word: "ACTIVE" | "CLOSED") => ({ status: word, providerStatus: word });
    await directory.observe(
      [
        answer(asOf, { ...status("ACTIVE"), holderType: "INDIVIDUAL" }, "1", "filtered"),
        answer(asOf, { ...status("CLOSED"), holderType: "ORGANISATION" }, "2", "filtered"),
        answer(asOf, { ...status("ACTIVE"), holderType: null }, "3", "filtered-too"),
      ],
      "SWEEP",
    );
  });

  const both = ["filtered", "filtered-too"];
  test.each<[AccountFilter, string[]]>([
    [{ providers: ["filtered"] }, ["1", "2"]],
    [{ providers: both }, ["1", "2", "3"]],
    [{ providers: both, statuses: ["ACTIVE"] }, ["1", "3"]],
    [{ providers: both, statuses: ["ACTIVE", "CLOSED"], holderTypes: ["ORGANISATION"] }, ["2"]],
    [{ providers: both, holderTypes: [null] }, ["3"]],
    [{ providers: both, holderTypes: [null, "INDIVIDUAL"] }, ["1", "3"]],
    [{ providers: both, holderTypes: [] }, []],
    [{ providers: both, statuses: [] }, []],
    [{ providers: [] }, []],
  ])("%j", async (filter, expected) => {
    expect(ids(await directory.page(everything, firstPage("ASC", filter))).toSorted()).toEqual(expected);
    expect((await directory.count(everything, filter)).total).toBe(expected.length);
  });

  test("follow the account when what they look at changes", async () => {
    const provider = "moving";
    await directory.observe(
      [answer(await place.later(), { status: "PENDING", providerStatus: "NEW" }, "1", provider)],
      "READ",
    );
    await directory.observe(
      [answer(await place.later(), { status: "ACTIVE", providerStatus: "OPEN" }, "1", provider)],
      "READ",
    );
    expect((await directory.count(everything, { providers: [provider], statuses: ["ACTIVE"] })).total).toBe(1);
    expect((await directory.count(everything, { providers: [provider], statuses: ["PENDING"] })).total).toBe(0);
  });
});

describe("a process that knows fewer providers than the database holds", () => {
  test("fills its pages and counts with the accounts of those it knows", async () => {
    const knowing = await openTestDirectory({ providers: ["p", "q"] });
    try {
      const older = await knowing.another(["p"]);
      const asOf = await knowing.later();
      const day = (number: number) => ({ createdAt: new Date(Date.UTC(2024, 0, number)).toISOString() });
      await knowing.directory.observe(
        [1, 2, 3, 4, 5, 6].map((id) => answer(asOf, day(id), String(id), id % 2 === 0 ? "p" : "q")),
        "SWEEP",
      );
      const query = firstPage("ASC", {}, 2);
      const page = await older.page(everything, query);
      expect(ids(page)).toEqual(["2", "4"]);
      const [, last] = page;
      const after = last === undefined ? null : older.position(last, query.order);
      expect(ids(await older.page(everything, { ...query, after }))).toEqual(["6"]);
      expect(ids(await knowing.directory.page(everything, { ...query, after }))).toEqual(["5", "6"]);
      expect([
        (await older.count(everything, {})).total,
        (await knowing.directory.count(everything, {})).total,
      ]).toEqual([3, 6]);
      const refs = page.map(({ ref }) => ref).concat({ provider: "q", id: "1" });
      expect([...(await older.find(everything, refs)).keys()].toSorted()).toEqual(["p:2", "p:4"]);
    } finally {
      await knowing.close();
    }
  });
});

describe("the cost of a page does not grow with the directory", () => {
  const customer = { sees: "linked", customerId: "nobody" } as const;
  const queries: [string, PageQuery, typeof everything | typeof customer][] = [
    ["everything", firstPage("DESC", {}, 20), everything],
    ["everything, backwards", { ...firstPage("DESC", {}, 20), from: "end" }, everything],
    ["one provider", firstPage("ASC", { providers: ["plan-1"] }, 20), everything],
    ["two providers", firstPage("ASC", { providers: ["plan-1", "plan-2"] }, 20), everything],
    ["a status", firstPage("ASC", { statuses: ["DECLINED"] }, 20), everything],
    ["a holder type", firstPage("ASC", { holderTypes: ["ORGANISATION"] }, 20), everything],
    ["unknown holder types", firstPage("ASC", { holderTypes: [null] }, 20), everything],
    [
      "two statuses of one provider",
      firstPage("ASC", { providers: ["plan-1"], statuses: ["ACTIVE", "CLOSED"] }, 20),
      everything,
    ],
    ["known and unknown holder types", firstPage("ASC", { holderTypes: ["INDIVIDUAL", null] }, 20), everything],
    ["a customer at two providers", firstPage("ASC", { providers: ["plan-1", "plan-2"] }, 20), customer],
    ["a customer with two statuses", firstPage("ASC", { statuses: ["ACTIVE", "CLOSED"] }, 20), customer],
    ["a customer", firstPage("ASC", {}, 20), customer],
  ];

  beforeAll(async () => {
    const asOf = await place.later();
    const answers = Array.from({ length: 8_000 }, (_, index) => {
      const facts = {
        createdAt: new Date(1.7e12 + index * 60_000).toISOString(),
        status: index % 400 === 0 ? ("DECLINED" as const) : ("ACTIVE" as const),
        providerStatus: "word",
        holderType: index % 400 === 1 ? ("ORGANISATION" as const) : ("INDIVIDUAL" as const),
        owner: { kind: "USER" as const, id: `u${index}`, secondaryId: `s${index}` },
      };
      return answer(asOf, facts, String(index), `plan-${index % 4}`);
    });
    await directory.observe(answers, "SWEEP");
    // PostgreSQL keeps its statistics up to date by itself, a little later; SQLite plans without any.
    if (place.database.engine.name === "postgres") await sql`analyze`.execute(place.database.write);
  });

  test.each(queries)("%s: read from an index", async (_, query, viewer) => {
    const after = { key: 1.7e12 + 4_000 * 60_000, rowId: 5_000 };
    for (const asked of [query, query.from === "start" ? { ...query, after } : { ...query, before: after }]) {
      const plan = await explain(await selectPage(place.database, { viewer, providers }, asked));
      expect(plan).toMatch(/index|primary key/i);
      expect(plan).not.toMatch(/Seq Scan on accounts|SCAN (accounts|linked)(?! USING INDEX)/);
      // SQLite may sort what it has looked up one by one (a customer's accounts, the first ones of each value), but no more.
      if (/"parent":0,[^}]*TEMP B-TREE/.test(plan)) expect(plan).toMatch(/"parent":0,[^}]*INTEGER PRIMARY KEY/);
    }
  });
});
