import { afterEach, expect, test } from "vitest";
import { createWatching, type Watching } from "../../src/sync/watching.ts";
import { openTestDirectory, served, silent, type TestDirectory } from "../accounts/directory-fixture.ts";
import { listedProvider } from "./listed-provider.ts";

let place: TestDirectory;
let watching: Watching;
afterEach(async () => {
  await watching.stop();
  await place.close();
});

/** A directory with accounts of long ago, watched over a provider that counts how often it is asked for each. */
async function open(ids: readonly string[]) {
  // Its clock only moves when it is told to: what is due is due by that, however fast the machine is.
  place = await openTestDirectory({ providers: ["p"] });
  const asked = new Map<string, number>();
  const provider = listedProvider("p", () => ({}), {
    async getAccount(_, id) {
      asked.set(id, (asked.get(id) ?? 0) + 1);
      return { id, facts: { status: "SUSPENDED", providerStatus: "blocked" }, raw: "{}" };
    },
  });
  const facts = { status: "ACTIVE", providerStatus: "open" } as const;
  const asOf = "2025-02-01T12:00:00.000Z";
  const told = ids.map((id) => ({ ref: { provider: "p", id }, account: { id, facts, raw: "{}" }, asOf }));
  await place.directory.observe(told, "READ");
  await place.later();
  watching = createWatching({ directory: place.directory, providers: [provider], log: silent, everyMs: 1 });
  watching.start();
  return { asked, refs: told.map(({ ref }) => ref) };
}

test("what is watched is read again, and nothing else", async () => {
  const { asked, refs } = await open(["1", "2", "3"]);
  const end = watching.watch(refs.slice(0, 2));
  await expect.poll(async () => (await served(place.directory, "1")).facts.status).toBe("SUSPENDED");
  await expect.poll(() => [...asked.keys()].sort()).toEqual(["1", "2"]);
  end();
});

test("a change in what is watched by several stays watched until the last has gone", async () => {
  const { asked, refs } = await open(["1"]);
  const [first, second] = [watching.watch([...refs, ...refs]), watching.watch(refs)];
  first();
  first();
  await expect.poll(() => asked.get("1")).toBe(1);
  second();
});

test("accounts that are no longer watched, or not of these providers, are left alone", async () => {
  const { asked, refs } = await open(["1", "2"]);
  watching.watch([{ provider: "elsewhere", id: "1" }]);
  watching.watch(refs.slice(0, 1))();
  const end = watching.watch(refs.slice(1));
  await expect.poll(() => asked.get("2")).toBe(1);
  expect(asked.has("1")).toBe(false);
  end();
});
