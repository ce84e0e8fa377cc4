import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountKinds, accountStatuses } from "../../src/domain/account.ts";
import { type AccountFilter, accountOrderFields, type PageQuery } from "../../src/domain/account-list.ts";
import type { AccountSnapshot } from "../../src/domain/account-snapshot.ts";
import type { Viewer } from "../../src/domain/viewer.ts";
import { selectPage } from "../../src/storage/account-query.ts";
import { toStoredAccount } from "../../src/storage/account-rows.ts";
import { compare, isLinked, type Link, passes } from "./account-list-model.ts";
import { answer, euros, everything, firstPage, openTestDirectory, type TestDirectory } from "./directory-fixture.ts";

/** Few values each, so that many accounts share one and every filter meets some. */
const providers = ["p", "q"];
const days = [1, 2, 3].map((day) => new Date(Date.UTC(2024, 0, day)).toISOString());
const names = [
  "Łukasz Müller",
  "lukasz muller",
  "MÜLLER & Söhne",
  "Ærø 100%_",
  "ὈΔΥΣΣΕΎΣ",
  "Παπασταθόπουλος",
  "李 小龍",
  "Jan",
];
const amounts = ["-12.5", "-1", "0", "0.05", "12", "1000"];
const currencies = ["EUR", "GBP", "JPY"];
const codes = ["100", "200"];
const some = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
const maybe = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values));
const few = <Value>(values: readonly Value[]) => fc.array(fc.constantFrom(...values), { maxLength: 3 });
/** An empty list lets nothing pass: once in a while that is enough. */
const wanted = <Value>(values: readonly Value[]) =>
  fc.oneof(
    { weight: 15, arbitrary: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }) },
    fc.constant([]),
  );

const owners = fc.option(
  fc.record({ kind: some(["USER", "MERCHANT"] as const), id: some(["o1", "o2"]), secondaryId: maybe(["o1", "o3"]) }),
);
const balance = fc
  .record({ currency: some(currencies), amount: some(amounts), iban: maybe(["GB 33", "GB 44"]) })
  .map(({ currency, amount, iban }) => euros(amount, { currency, iban, available: { amount, currency } }));
const facts = fc.record({
  clientAccountId: maybe(["c1", "c2"]),
  kind: some(accountKinds),
  mainAccountId: maybe(["1", "2"]),
  status: some(accountStatuses),
  providerStatus: fc.constant("word"),
  holderType: maybe(["INDIVIDUAL", "ORGANISATION"] as const),
  holderName: maybe(names),
  holderAliases: few(names),
  owner: owners,
  product: maybe(codes.map((code) => ({ kind: "PRODUCT" as const, code, name: null }))),
  label: maybe(["Rent", "RÉNT", "Savings"]),
  country: maybe(["DE", "CZ"]),
  currencies: few(currencies),
  iban: maybe(["GB33", "DE 12"]),
  accountNumber: maybe(codes),
  ledgerNumber: maybe(codes),
  routingCodes: fc.array(fc.record({ scheme: some(["sort-code", "bank-code"]), value: some(codes) }), { maxLength: 2 }),
  balances: fc.option(fc.uniqueArray(balance, { selector: ({ currency }) => currency, maxLength: 3 })),
  createdAt: maybe(days),
});

const range = fc.record({ from: some(days), to: some(days) }, { requiredKeys: [] });
const wishes: fc.Arbitrary<AccountFilter>[] = [
  wanted(providers).map((names) => ({ providers: names })),
  wanted(accountKinds).map((kinds) => ({ kinds })),
  wanted(accountStatuses).map((statuses) => ({ statuses })),
  wanted([null, "INDIVIDUAL", "ORGANISATION"] as const).map((holderTypes) => ({ holderTypes })),
  wanted(["EUR", "JPY", "XXX"]).map((currencies) => ({ currencies })),
  wanted(["DE", "CZ"]).map((countries) => ({ countries })),
  fc
    .array(
      fc.record({ kind: some(["USER", "MERCHANT"] as const), id: some(["o1", "o2", "o3"]) }, { requiredKeys: ["id"] }),
      { maxLength: 2 },
    )
    .map((owners) => ({ owners })),
  wanted(codes).map((products) => ({ products })),
  wanted(["c-1", "c-2", "nobody"]).map((customers) => ({ customers })),
  wanted(["rent", "SAVINGS"]).map((labels) => ({ labels })),
  wanted(["gb33", "G B 4 4", "DE12"]).map((ibans) => ({ ibans })),
  wanted(codes).map((accountNumbers) => ({ accountNumbers })),
  wanted(codes).map((ledgerNumbers) => ({ ledgerNumbers })),
  fc
    .array(fc.record({ scheme: some(["sort-code"]), value: some(codes) }, { requiredKeys: ["value"] }), {
      maxLength: 2,
    })
    .map((routingCodes) => ({ routingCodes })),
  wanted(["c1", "c2"]).map((clientAccountIds) => ({ clientAccountIds })),
  wanted(["1", "2"]).map((ids) => ({ mainAccounts: ids.map((id) => ({ provider: "p", id })) })),
  range.map((createdAt) => ({ createdAt })),
  // The moments of the world's own changes; see `atChanges`.
  range.map((statusChangedAt) => ({ statusChangedAt })),
  fc
    .record({ currency: some(currencies), from: some(amounts), to: some(amounts) }, { requiredKeys: ["currency"] })
    .map((availableBalance) => ({ availableBalance })),
  fc.boolean().map((missing) => ({ missing })),
  some(["müll", "LUKASZ", "mu lu", "j", "0%_", "%", "σευς", "ΠΑΠΑΣ", "小", "absent", 'ar "OR* s', "𐀀"]).map(
    (search) => ({
      search,
    }),
  ),
];
const filters = fc
  .array(fc.oneof(...wishes), { maxLength: 3 })
  .map((chosen): AccountFilter => Object.assign({}, ...chosen));
const viewers: fc.Arbitrary<Viewer> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(everything) },
  some(["c-1", "c-2", "nobody"]).map((customerId) => ({ sees: "linked" as const, customerId })),
);
const questions = fc.record({
  filter: filters,
  viewer: viewers,
  field: some(accountOrderFields),
  direction: some(["ASC", "DESC"] as const),
  from: some(["start", "end"] as const),
  limit: fc.integer({ min: 1, max: 20 }),
  /** From "many accounts meet each part of a filter" to "few do", and from short walks to long ones. */
  effort: fc.record({
    glanced: some([1, 5, 1_000]),
    near: some([0, 0.3, 20]),
    strode: some([1, 20, 1_000]),
    few: some([0, 5, 1_000]),
    walked: some([1, 10, 1_000]),
    sorted: some([0, 20, 1_000]),
  }),
});

const links: readonly Link[] = [
  { customer_id: "c-1", provider: "p", target_kind: "USER", target_id: "o1" },
  { customer_id: "c-1", provider: "q", target_kind: "ACCOUNT", target_id: "7" },
  { customer_id: "c-2", provider: "p", target_kind: "MERCHANT", target_id: "o2" },
  { customer_id: "c-2", provider: "q", target_kind: "USER", target_id: "o3" },
];

/** A random filter knows only days; changes happened at the gateway's own times. */
function atChanges({ statusChangedAt, ...filter }: AccountFilter): AccountFilter {
  if (statusChangedAt === undefined) return filter;
  const times = [...new Set(world.flatMap((account) => account.statusChangedAt ?? []))].toSorted();
  const ends = Object.entries(statusChangedAt).map(([end, day]) => [end, times[days.indexOf(day)]]);
  return { ...filter, statusChangedAt: Object.fromEntries(ends) };
}

/** A customer may ask for its own accounts only: who else has them is none of its business. */
function askedBy(viewer: Viewer, filter: AccountFilter): AccountFilter {
  if (viewer.sees === "everything" || filter.customers === undefined) return filter;
  return { ...filter, customers: filter.customers.filter((id) => id === viewer.customerId) };
}

let place: TestDirectory;
let world: readonly AccountSnapshot[];

/** Every account is seen twice, and everything it can be found by may be another the second time. */
beforeAll(async () => {
  place = await openTestDirectory({ providers });
  const { directory, database } = place;
  const refs = Array.from({ length: 60 }, (_, index) => ({ provider: providers[index % 2] ?? "p", id: String(index) }));
  for (const seed of [1, 2]) {
    const told = fc.sample(facts, { seed, numRuns: refs.length });
    // Portions, so that the times of the first sight and of the changes differ.
    for (let start = 0; start < refs.length; start += 15) {
      const asOf = await place.later();
      const portion = refs.slice(start, start + 15);
      await directory.observe(
        portion.map(({ id, provider }, index) => answer(asOf, told[start + index] ?? {}, id, provider)),
        "READ",
      );
    }
  }
  await directory.observeMissing(refs.slice(0, 9), await place.later(), "READ");
  const customers = [...new Set(links.map(({ customer_id: id }) => id))].map((id) => ({ id, name: null }));
  await database.write.insertInto("customers").values(customers).execute();
  await database.write
    .insertInto("customer_links")
    .values(links.map((link) => ({ ...link, origin: "COMMAND" })))
    .execute();
  world = [...(await directory.find(everything, refs)).values()];
});

afterAll(() => place?.close());

test("any list shows each account that passes once, in order, from either end, page by page", async () => {
  await fc.assert(
    fc.asyncProperty(questions, async ({ filter: wish, viewer, field, direction, from, limit, effort }) => {
      const filter = atChanges(wish);
      const query: PageQuery = { ...firstPage(direction, filter, limit), order: { field, direction }, from };
      const shown: AccountSnapshot[] = [];
      for (let next: PageQuery | null = query; next !== null; ) {
        const selected = await selectPage(place.database, { viewer, providers }, next, effort);
        const rows = await selected.execute();
        const page = rows.map((row) => toStoredAccount(row).snapshot);
        shown.push(...page);
        const [edge] = page.slice(-1);
        const position = edge === undefined ? null : place.directory.position(edge, query.order);
        next = position && { ...query, ...(from === "start" ? { after: position } : { before: position }) };
      }

      const sees = (one: AccountSnapshot) => viewer.sees === "everything" || isLinked(one, viewer.customerId, links);
      const expected = world
        .filter((one) => sees(one) && passes(one, askedBy(viewer, filter), links))
        .toSorted((one, other) => compare(query.order, one, other));
      if (from === "end") expected.reverse();
      expect(shown.map(({ rowId }) => rowId)).toEqual(expected.map(({ rowId }) => rowId));
      expect(await place.directory.count(viewer, filter)).toEqual({ total: expected.length, isExact: true });
    }),
    { seed: 1, numRuns: 800 },
  );
}, 120_000);
