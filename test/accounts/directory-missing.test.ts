import { afterAll, beforeAll, expect, test } from "vitest";
import { answer, openTestDirectory, served, type TestDirectory } from "./directory-fixture.ts";

let place: TestDirectory;
beforeAll(async () => {
  place = await openTestDirectory();
});
afterAll(() => place.close());

const facts = { status: "ACTIVE", providerStatus: "OPEN", label: "salary" } as const;

test("an account that its provider does not know is marked, kept as last seen, and unmarked when it is told of again", async () => {
  const { directory, later } = place;
  await directory.observe([answer(await later(), facts, "gone")], "READ");
  const asOf = await later();
  const ref = { provider: "p", id: "gone" };
  await directory.observeMissing([ref], asOf, "READ");
  await directory.observeMissing([ref], await later(), "READ");
  expect(await served(directory, "gone")).toMatchObject({ missingSince: asOf, facts });

  // A list may lag behind: only the account itself is believed.
  const [listed] = await directory.observe([answer(await later(), facts, "gone")], "SWEEP");
  expect(listed?.outcome).toBe("SUPERSEDED");
  const [told] = await directory.observe([answer(await later(), facts, "gone")], "READ");
  expect(told).toMatchObject({ outcome: "CHANGED", snapshot: { missingSince: null, facts } });
  expect((await served(directory, "gone")).missingSince).toBeNull();
});

test("what was asked before the account was last told of marks nothing, and what was asked before the mark does not unmark", async () => {
  const { directory, later } = place;
  const early = await later();
  await directory.observe([answer(await later(), facts, "late")], "READ");
  const ref = { provider: "p", id: "late" };
  await directory.observeMissing([ref], early, "READ");
  expect((await served(directory, "late")).missingSince).toBeNull();

  const before = await later();
  await directory.observeMissing([ref], await later(), "READ");
  const [overtaken] = await directory.observe([answer(before, facts, "late")], "READ");
  expect(overtaken?.outcome).toBe("SUPERSEDED");
  expect((await served(directory, "late")).missingSince).not.toBeNull();
});

test("fresh balances that wait to be written do not undo the mark", async () => {
  const { directory, later } = place;
  await directory.observe([answer(await later(), facts, "fresh")], "READ");
  await directory.observe([answer(await later(), facts, "fresh")], "READ");
  const asOf = await later();
  await directory.observeMissing([{ provider: "p", id: "fresh" }], asOf, "READ");
  expect((await served(directory, "fresh")).missingSince).toBe(asOf);
});

test("an account that was never stored is not made by being missing", async () => {
  const { directory, later } = place;
  const ref = { provider: "p", id: "never" };
  await directory.observeMissing([ref], await later(), "READ");
  expect((await directory.find({ sees: "everything" }, [ref])).size).toBe(0);
});
