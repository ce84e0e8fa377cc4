import { afterEach, beforeEach, expect, test } from "vitest";
import type { Directory, Observation } from "../../src/accounts/directory-contract.ts";
import { answer, everything, openTestDirectory, type TestDirectory } from "./directory-fixture.ts";

let place: TestDirectory;
let directories: Directory[];

beforeEach(async () => {
  place = await openTestDirectory();
  directories = [place.directory, await place.another(), await place.another()];
});

afterEach(() => place.close());

const ids = Array.from({ length: 500 }, (_, index) => String(index));

/** The same accounts in another order for every observer, which is what makes careless locking stop dead. */
function turned(answers: readonly Observation[], by: number): readonly Observation[] {
  return by % 2 === 0 ? [...answers.slice(by * 100), ...answers.slice(0, by * 100)] : answers.toReversed();
}

test("accounts that several processes meet at once are created once", async () => {
  const asOf = await place.later();
  const answers = ids.map((id) => answer(asOf, { label: id, iban: `DE${id}` }, id));
  const observed = await Promise.all(directories.map((one, index) => one.observe(turned(answers, index), "SWEEP")));

  const created = observed.flat().filter(({ outcome }) => outcome === "CREATED");
  expect(new Set(created.map(({ snapshot }) => snapshot.ref.id)).size).toBe(ids.length);
  expect(created).toHaveLength(ids.length);
  expect(observed.flat().every(({ outcome }) => outcome === "CREATED" || outcome === "UNCHANGED")).toBe(true);
  expect((await place.directory.count(everything, {})).total).toBe(ids.length);
  const identifiers = await place.database.read.selectFrom("account_identifiers").select("value").execute();
  expect(identifiers.map(({ value }) => value).toSorted()).toEqual(ids.map((id) => `DE${id}`).toSorted());
});

test("of contradicting changes that overlap, one is stored and the others are dropped", async () => {
  const first = await place.later();
  await place.directory.observe(
    ids.map((id) => answer(first, { label: "old" }, id)),
    "SWEEP",
  );
  const asOf = await place.later();
  await place.later();
  const observed = await Promise.all(
    directories.map((one, index) =>
      one.observe(
        turned(
          ids.map((id) => answer(asOf, { label: `new-${index}` }, id)),
          index,
        ),
        "SWEEP",
      ),
    ),
  );
  const changed = observed.flat().filter(({ outcome }) => outcome === "CHANGED");
  expect(changed).toHaveLength(ids.length);
  const stored = new Map(changed.map(({ snapshot }) => [snapshot.ref.id, snapshot.facts.label]));
  const found = await place.directory.find(
    everything,
    ids.map((id) => ({ provider: "p", id })),
  );
  for (const { ref, facts } of found.values()) expect(facts.label).toBe(stored.get(ref.id));
});

test("background writers and observers of the same accounts get along", async () => {
  const first = await place.later();
  await place.directory.observe(
    ids.map((id) => answer(first, { label: "same" }, id)),
    "SWEEP",
  );
  const asOf = await place.later();
  const fresh = ids.map((id) => answer(asOf, { label: "same" }, id));
  await Promise.all(directories.map((one, index) => one.observe(turned(fresh, index), "SWEEP")));
  await place.later();
  const later = await place.later();
  const [, ...observers] = directories;
  const changes = ids.map((id) => answer(later, { label: "changed" }, id));
  await Promise.all([
    ...directories.map((one) => one.close()),
    ...observers.map((one, index) => one.observe(turned(changes, index + 1), "SWEEP")),
  ]);
  const rows = await place.database.read.selectFrom("accounts").select(["facts", "as_of"]).execute();
  expect(rows.every(({ facts, as_of }) => JSON.parse(facts).label === "changed" && as_of === later)).toBe(true);
});
