import { afterAll, beforeAll, expect, test } from "vitest";
import { createCustomerLinks } from "../../src/customers/customer-links.ts";
import { type AccountFilter, accountOrderFields, type PageQuery } from "../../src/domain/account-list.ts";
import { countAccounts } from "../../src/storage/account-count.ts";
import { loadPage } from "../../src/storage/account-query.ts";
import type { Database } from "../../src/storage/database.ts";
import { everything, openTestDirectory, type TestDirectory } from "../accounts/directory-fixture.ts";
import { fillWithManyAccounts } from "./many-accounts.ts";
import { type PlannedStatement, plansOf as plansIn } from "./query-plans.ts";

let place: TestDirectory;
const sight = { viewer: everything, providers: ["p", "q"] };

beforeAll(async () => {
  place = await openTestDirectory();
  // By an owner, by a user below an owner, and by account.
  await createCustomerLinks(place.database).link("carl", null, [
    { provider: "q", owner: { kind: "USER", id: "u7" } },
    { provider: "q", owner: { kind: "USER", id: "s9-3" } },
    { provider: "p", accountId: "a8-5" },
  ]);
  await fillWithManyAccounts(place);
});

afterAll(() => place?.close());

/**
 * Each filter with what a hundred of 100,000 accounts have, or fewer, and with what thousands have,
 * where there is such a thing.
 */
const filters: {
  readonly [Name in keyof AccountFilter]-?: {
    readonly rare: readonly Pick<AccountFilter, Name>[];
    readonly usual?: readonly Pick<AccountFilter, Name>[];
  };
} = {
  providers: { rare: [], usual: [{ providers: ["p"] }, { providers: ["p", "q"] }] },
  kinds: { rare: [{ kinds: ["SUB"] }], usual: [{ kinds: ["MAIN"] }] },
  statuses: { rare: [{ statuses: ["DECLINED"] }], usual: [{ statuses: ["ACTIVE", "PENDING"] }] },
  holderTypes: { rare: [{ holderTypes: ["ORGANISATION", null] }], usual: [{ holderTypes: ["INDIVIDUAL"] }] },
  currencies: { rare: [{ currencies: ["JPY"] }], usual: [{ currencies: ["EUR"] }] },
  countries: { rare: [{ countries: ["CZ"] }], usual: [{ countries: ["DE"] }] },
  owners: { rare: [{ owners: [{ kind: "USER", id: "u7" }] }, { owners: [{ id: "s7-3" }] }] },
  products: { rare: [{ products: ["rare"] }], usual: [{ products: ["usual"] }] },
  serviceProviders: { rare: [{ serviceProviders: ["rare"] }], usual: [{ serviceProviders: ["usual"] }] },
  customers: { rare: [{ customers: ["nobody"] }, { customers: ["carl"] }] },
  labels: { rare: [{ labels: ["RARE"] }], usual: [{ labels: ["usual"] }] },
  ibans: { rare: [{ ibans: ["DE7"] }] },
  accountNumbers: { rare: [{ accountNumbers: ["7-5"] }] },
  ledgerNumbers: { rare: [{ ledgerNumbers: ["L7"] }] },
  routingCodes: {
    rare: [{ routingCodes: [{ value: "999" }] }],
    usual: [{ routingCodes: [{ scheme: "bank-code", value: "100" }] }],
  },
  clientAccountIds: { rare: [{ clientAccountIds: ["c7", "c8-9"] }] },
  mainAccounts: { rare: [{ mainAccounts: [{ provider: "q", id: "a1" }] }] },
  createdAt: {
    rare: [{ createdAt: { to: new Date(1.6e12 + 5 * 60_000).toISOString() } }],
    usual: [{ createdAt: { from: new Date(1.6e12).toISOString() } }],
  },
  statusChangedAt: { rare: [{ statusChangedAt: { from: new Date(1.6e12).toISOString() } }, { statusChangedAt: {} }] },
  availableBalance: {
    rare: [{ availableBalance: { currency: "EUR", to: "-1" } }],
    usual: [{ availableBalance: { currency: "EUR", from: "10" } }],
  },
  missing: { rare: [{ missing: true }], usual: [{ missing: false }] },
  search: { rare: [{ search: "željko" }, { search: "nobody" }], usual: [{ search: "müller" }, { search: "an" }] },
};
const rare = Object.values(filters).flatMap((filter): readonly AccountFilter[] => filter.rare);
const usual = Object.values(filters).flatMap((filter): readonly AccountFilter[] => filter.usual ?? []);

const plansOf = (work: (database: Database) => Promise<unknown>) =>
  plansIn(place.database.engine, place.database.read, (read) => work({ ...place.database, read }));

/** Of 100,000. */
const mostLookedAt = 30_000;
const mostOfRare = 2_000;

/** Reading all accounts: without an index, or in an order that still has to be sorted. */
function expectNoFullScan(statements: readonly PlannedStatement[]): void {
  expect(statements.length).toBeGreaterThan(0);
  for (const { sql, plan } of statements) {
    if (place.database.engine.name === "sqlite") {
      expect(plan, sql).not.toMatch(
        /SCAN (accounts|linked|found)(?! USING (COVERING )?INDEX accounts_(created|holder|status_changed)")/,
      );
      // A few that were looked up one by one may be sorted.
      const walks =
        /SCAN accounts|accounts_(created|holder|status_changed) \(/.test(plan) && !/INTEGER PRIMARY KEY/.test(plan);
      if (walks) expect(plan, sql).not.toContain("TEMP B-TREE FOR ORDER BY");
    } else {
      // A value that most accounts have is soon found in the table itself; one that few have is not.
      for (const [, looked] of plan.matchAll(/"Node Type":"(?:Seq Scan|Sort)".*?"Actual Rows":(\d+)/g)) {
        expect(Number(looked), `${sql}\n${plan}`).toBeLessThan(mostLookedAt);
      }
      for (const [, past] of plan.matchAll(/"Rows Removed by Filter":(\d+)/g)) {
        expect(Number(past), `${sql}\n${plan}`).toBeLessThan(mostLookedAt);
      }
    }
  }
}

const orders = accountOrderFields.flatMap((field) =>
  (["ASC", "DESC"] as const).map((direction) => ({ field, direction })),
);
const query = { filter: {}, after: null, before: null, limit: 20, from: "start" } as const;

test.each(orders)("a page by %j reads no more accounts than it shows", async (order) => {
  const somewhere = { key: order.field === "HOLDER_NAME" ? "1jorg muller-50" : 0, rowId: 50_000 };
  const pages: PageQuery[] = [
    { ...query, order },
    { ...query, order, from: "end" },
    { ...query, order, after: somewhere },
    { ...query, order, before: somewhere, from: "end" },
  ];
  for (const page of pages) expectNoFullScan(await plansOf((database) => loadPage(database, sight, page)));
});

test("a page among accounts that no change was seen of begins at its place, not at the first of them", async () => {
  const order = { field: "STATUS_CHANGED_AT", direction: "ASC" } as const;
  const after = { key: 0, rowId: 50_000 };
  const [statement] = await plansOf((database) => loadPage(database, sight, { ...query, order, after }));
  if (place.database.engine.name === "sqlite") expect(statement?.plan).toContain("status_changed_order=? AND id>?");
  else expect(statement?.plan).not.toMatch(/"Rows Removed by Filter":[1-9]/);
});

/** A walk past accounts that don't pass has an end: only where it is is looked for from the beginning, by `offset`. */
function expectBoundedWalks(statements: readonly PlannedStatement[]): void {
  expectNoFullScan(statements);
  for (const { sql, plan } of statements) {
    if (plan.includes("SCAN accounts")) expect(sql, plan).toContain(" offset ");
  }
}

test.each(usual)("%j reads from an index", async (filter) => {
  for (const order of orders) {
    expectBoundedWalks(await plansOf((database) => loadPage(database, sight, { ...query, order, filter })));
  }
  expectBoundedWalks(await plansOf((database) => countAccounts(database, sight, filter)));
});

/**
 * Not even a walk through an ordering, but for a glance that ends soon: what is read was looked up, and
 * is about as much as passes.
 */
function expectLookups(statements: readonly PlannedStatement[]): void {
  expectNoFullScan(statements);
  for (const { sql, plan } of statements) {
    if (sql.includes(" offset ")) continue;
    if (place.database.engine.name === "sqlite") expect(plan, sql).not.toMatch(/SCAN (accounts|linked|found|link)\b/);
    else {
      for (const [, rows] of plan.matchAll(/"(?:Actual Rows|Rows Removed by Filter)":(\d+)/g)) {
        expect(Number(rows), `${sql}\n${plan}`).toBeLessThan(mostOfRare);
      }
    }
  }
}

test.each(rare)("%j, which few have, is looked up", async (filter) => {
  for (const order of orders) {
    expectLookups(await plansOf((database) => loadPage(database, sight, { ...query, order, filter })));
  }
  expectLookups(await plansOf((database) => countAccounts(database, sight, filter)));
});

test.each([{}, ...rare, ...usual])("%j, asked by a customer, reads the customer's accounts only", async (filter) => {
  const own = { ...sight, viewer: { sees: "linked", customerId: "carl" } as const };
  for (const order of orders) {
    expectLookups(await plansOf((database) => loadPage(database, own, { ...query, order, filter })));
  }
  expectLookups(await plansOf((database) => countAccounts(database, own, filter)));
  const all = await place.database.read.selectFrom("customer_links").selectAll().execute();
  expect(all.map(({ target_kind }) => target_kind).toSorted()).toEqual(["ACCOUNT", "USER", "USER"]);
});

test("counts are exact up to 10,000 and beyond that told to be estimates", async () => {
  const count = (filter: AccountFilter) => countAccounts(place.database, sight, filter);
  expect(await count({ kinds: ["SUB"] })).toEqual({ total: 100, isExact: true });
  expect(await count({ createdAt: { to: new Date(1.6e12 + 90 * 60_000).toISOString() } })).toMatchObject({
    isExact: true,
  });
  expect(await count({ search: "anna müller" })).toEqual({ total: 8_400, isExact: true });
  expect(await count({ search: "anna", currencies: ["EUR"], statuses: ["ACTIVE"] })).toEqual({
    total: 8_400,
    isExact: true,
  });
  for (const [filter, total] of [
    [{}, 100_000],
    [{ providers: ["q"] }, 50_000],
    [{ search: "müller", providers: ["p"] }, 50_000],
  ] as const) {
    const estimate = await count(filter);
    expect(estimate.isExact).toBe(false);
    expect(Math.abs(estimate.total / total - 1)).toBeLessThan(0.05);
  }
});
