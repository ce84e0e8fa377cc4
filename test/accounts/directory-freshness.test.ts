import { afterEach, beforeEach, expect, test } from "vitest";
import type { Directory } from "../../src/accounts/directory-contract.ts";
import {
  answer,
  euros,
  everything,
  firstPage,
  openTestDirectory,
  served,
  type TestDirectory,
} from "./directory-fixture.ts";

let place: TestDirectory;
let directory: Directory;

beforeEach(async () => {
  place = await openTestDirectory();
  directory = place.directory;
});

afterEach(() => place.close());

async function storedRow() {
  return place.database.read.selectFrom("accounts").selectAll().executeTakeFirstOrThrow();
}

test("balances, lastUsedAt and raw make no difference and write nothing, yet are served at once", async () => {
  await directory.observe([answer(await place.later(), { label: "same", balances: [euros("1.00")] })], "READ");
  const before = await storedRow();
  const asOf = await place.later();
  const fresh = answer(asOf, { label: "same", balances: [euros("2.00")], lastUsedAt: asOf });
  const [observed] = await directory.observe([fresh], "READ");

  expect(observed?.outcome).toBe("UNCHANGED");
  expect(await storedRow()).toEqual(before);
  const expected = {
    asOf,
    balancesAsOf: asOf,
    raw: fresh.account.raw,
    facts: { lastUsedAt: asOf, balances: [{ available: { amount: "2.00" } }] },
  };
  expect(observed?.snapshot).toMatchObject(expected);
  expect(await served(directory)).toMatchObject(expected);
  expect((await directory.page(everything, firstPage("ASC")))[0]).toMatchObject(expected);
});

test("what waited is written on close, for other processes to see", async () => {
  const other = await place.another();
  await directory.observe([answer(await place.later(), { label: "same", balances: [euros("1.00")] })], "READ");
  const asOf = await place.later();
  await directory.observe([answer(asOf, { label: "same", balances: [euros("2.00")] })], "READ");
  expect((await served(other)).asOf).not.toBe(asOf);
  await directory.close();
  expect(await served(other)).toEqual(await served(directory));
  expect(await served(other)).toMatchObject({
    asOf,
    balancesAsOf: asOf,
    facts: { balances: [{ available: { amount: "2.00" } }] },
  });
});

test("what waits is written in the background", async () => {
  const hasty = await openTestDirectory({ writeAfterMs: 1 });
  await hasty.directory.observe([answer(await hasty.later(), { label: "same" })], "READ");
  const asOf = await hasty.later();
  await hasty.directory.observe([answer(asOf, { label: "same" })], "READ");
  const stored = () => hasty.database.read.selectFrom("accounts").select("as_of").executeTakeFirst();
  await expect.poll(async () => (await stored())?.as_of, { timeout: 20_000 }).toBe(asOf);
  await hasty.close();
});

test("what waited never overwrites what is newer", async () => {
  const other = await place.another();
  await directory.observe([answer(await place.later(), { label: "old", balances: [euros("1.00")] })], "READ");
  await directory.observe([answer(await place.later(), { label: "old", balances: [euros("2.00")] })], "READ");
  const asOf = await place.later();
  await other.observe([answer(asOf, { label: "new", balances: [euros("3.00")] })], "READ");
  await directory.close();
  const expected = { asOf, balancesAsOf: asOf, facts: { label: "new", balances: [{ available: { amount: "3.00" } }] } };
  expect(await served(other)).toMatchObject(expected);
  expect(await served(directory)).toMatchObject(expected);
});

test("what waited dates no change that another process stored meanwhile", async () => {
  const other = await place.another();
  await directory.observe([answer(await place.later(), { label: "old" })], "READ");
  const asked = await place.later();
  await directory.observe([answer(await place.later(), { label: "old" })], "READ");
  // Asked for before the confirmation, by a process that knows nothing of it.
  await other.observe([answer(asked, { label: "new" })], "READ");
  const expected = { asOf: asked, raw: JSON.stringify({ id: "1", asOf: asked }), facts: { label: "new" } };
  expect(await served(directory)).toMatchObject(expected);
  await directory.close();
  expect(await served(other)).toMatchObject(expected);
});

test("balances keep their own date where an endpoint does not tell them", async () => {
  const told = await place.later();
  await directory.observe([answer(told, { label: "same", balances: [euros("1.00")] })], "READ");
  const asOf = await place.later();
  await directory.observe([answer(asOf, { label: "same" })], "READ");
  expect(await served(directory)).toMatchObject({ asOf, balancesAsOf: told, facts: { balances: [euros("1.00")] } });
});

test("an older answer never takes back fresher balances", async () => {
  const early = await place.later();
  await directory.observe([answer(await place.later(), { balances: [euros("2.00")] })], "READ");
  await directory.observe([answer(early, { balances: [euros("1.00")] })], "READ");
  expect((await served(directory)).facts.balances).toEqual([euros("2.00")]);
});

test("an amount that was not told keeps its last value and its date; balances are matched by id, else by currency", async () => {
  const receivable = { amount: "5.00", currency: "EUR" };
  const known = [
    euros("1.00", { providerBalanceId: "b1", receivable }),
    euros("2.00", { providerBalanceId: "b2", receivable: null }),
    euros("3.00", { currency: "USD", receivable }),
  ];
  const before = await place.later();
  await directory.observe([answer(before, { balances: known })], "READ");
  const told = [
    euros("22.00", { providerBalanceId: "b2" }),
    euros("11.00", { providerBalanceId: "b1" }),
    euros("33.00", { currency: "USD" }),
    euros("44.00", { currency: "GBP" }),
  ];
  const kept = { toldEarlier: { receivable: before } };
  const expected = [
    euros("22.00", { providerBalanceId: "b2", receivable: null, ...kept }),
    euros("11.00", { providerBalanceId: "b1", receivable, ...kept }),
    euros("33.00", { currency: "USD", receivable, ...kept }),
    euros("44.00", { currency: "GBP" }),
  ];
  for (const asOf of [await place.later(), await place.later()]) {
    await directory.observe([answer(asOf, { balances: told })], "READ");
    expect(await served(directory)).toMatchObject({ balancesAsOf: asOf, facts: { balances: expected } });
  }
  await directory.observe([answer(await place.later(), { balances: known })], "READ");
  expect((await served(directory)).facts.balances).toEqual(known);
});

test("balances told to be none are none", async () => {
  await directory.observe([answer(await place.later(), { balances: [euros("1.00")] })], "READ");
  await directory.observe([answer(await place.later(), { balances: null })], "READ");
  expect((await served(directory)).facts.balances).toBeNull();
});

test("more than may wait in memory is written while the reads go on", async () => {
  const accounts = 12_000;
  const observe = async (asOf: string) => {
    const answers = Array.from({ length: accounts }, (_, index) => answer(asOf, { label: "same" }, String(index)));
    await directory.observe(answers, "SWEEP");
  };
  await observe(await place.later());
  const asOf = await place.later();
  await observe(asOf);
  const written = await place.database.read
    .selectFrom("accounts")
    .where("as_of", "=", asOf)
    .select((row) => row.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  expect(written.count).toBeGreaterThanOrEqual(10_000);
  await directory.close();
  expect((await served(directory, "11999")).asOf).toBe(asOf);
});
