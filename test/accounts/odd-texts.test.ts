import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import type { AccountFilter } from "../../src/domain/account-list.ts";
import { answer, euros, everything, firstPage, openTestDirectory, type TestDirectory } from "./directory-fixture.ts";

let place: TestDirectory;
beforeAll(async () => {
  place = await openTestDirectory();
});
afterAll(() => place?.close());

/** Every text by which an account is found. */
const textsOf = (text: string): Partial<AccountFacts> => ({
  owner: { kind: "USER", id: text, secondaryId: text },
  country: text,
  product: { kind: "PRODUCT", code: text, name: text },
  provisioning: { state: "READY", method: null, serviceProvider: text, reference: text, error: null },
  clientAccountId: text,
  mainAccountId: text,
  label: text,
  holderName: text,
  holderAliases: [text],
  currencies: [text],
  iban: text,
  accountNumber: text,
  ledgerNumber: text,
  routingCodes: [{ scheme: text, value: text }],
  balances: [euros("1.00", { currency: text, iban: text, accountNumber: text })],
});

const filtersOf = (text: string): AccountFilter[] => [
  { owners: [{ id: text }] },
  { owners: [{ kind: "USER", id: text }] },
  { countries: [text] },
  { products: [text] },
  { serviceProviders: [text] },
  { clientAccountIds: [text] },
  { mainAccounts: [{ provider: "p", id: text }] },
  { labels: [text] },
  { currencies: [text] },
  { ibans: [text] },
  { accountNumbers: [text] },
  { ledgerNumbers: [text] },
  { routingCodes: [{ scheme: text, value: text }] },
  { availableBalance: { currency: text, from: "1" } },
];

async function found(filter: AccountFilter): Promise<string[]> {
  const page = await place.directory.page(everything, firstPage("ASC", filter));
  expect((await place.directory.count(everything, filter)).total).toBe(page.length);
  return page.map(({ ref }) => ref.id);
}

// Each letter once, so that nothing can be packed.
const long = Array.from({ length: 4_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7_919) % 20_000))).join("");

describe.each([
  ["U+0000 in it", "with-nul", "DE\u00001"],
  ["twelve thousand bytes", "long", long],
  ["letters of four bytes", "rare", "𐀀𐀁𐀂𐀃".repeat(1_000)],
])("an account whose texts have %s", (_, id, text) => {
  test("is stored as it is told, and takes no other one with it", async () => {
    const told = [
      answer(await place.later(), textsOf("plain"), `beside-${id}`),
      answer(await place.later(), textsOf(text), id),
    ];
    const observed = await place.directory.observe(told, "SWEEP");
    expect(observed.map(({ outcome }) => outcome)).toEqual(["CREATED", "CREATED"]);
    expect(observed[1]?.snapshot.facts).toMatchObject(textsOf(text));
    const again = await place.directory.observe([answer(await place.later(), textsOf(text), id)], "SWEEP");
    expect(again.map(({ outcome }) => outcome)).toEqual(["UNCHANGED"]);
  });
});

test("U+0000 is no account's: filters with it find nothing, beside other values what those find", async () => {
  for (const filter of filtersOf("DE\u00001")) {
    const isFolded = filter.labels !== undefined;
    expect([filter, await found(filter)]).toEqual([filter, isFolded ? ["with-nul"] : []]);
  }
  expect(await found({ countries: ["DE\u00001", "DE1"] })).toEqual(["with-nul"]);
  expect(await found({ customers: ["\u0000"] })).toEqual([]);
  expect(await place.directory.page({ sees: "linked", customerId: "\u0000" }, firstPage("ASC"))).toEqual([]);
});

test("the beginning of a long text is what it is found by", async () => {
  expect(await found({ labels: [long] })).toEqual(["long"]);
  expect(await found({ search: long.slice(0, 60) })).toEqual(["long"]);
});
