import { expect, test } from "vitest";
import type { Call, Provider } from "../../src/providers/provider.ts";
import { walkAccounts } from "../../src/sync/walk.ts";
import { account, listedProvider, pagesOf } from "./listed-provider.ts";

const call: Call = { signal: new AbortController().signal, priority: "background" };

/** Walks to the end: the ids in the order met, and what could not be read. */
async function walk(provider: Provider) {
  const warnings: object[] = [];
  const ids: string[] = [];
  const times: string[] = [];
  let asked = 0;
  const losses = await walkAccounts(provider, call, {
    now: async () => `time-${asked++}`,
    log: { warn: (fields) => warnings.push(fields) },
    visit: async ({ accounts, asOf }) => {
      ids.push(...accounts.map(({ id }) => id));
      times.push(asOf);
    },
  });
  return { ids, times, warnings, ...losses };
}

test("meets every account once, page by page, each page with the time before its call", async () => {
  const { ids, times, warnings } = await walk(listedProvider("p", pagesOf(7, 3)));
  expect(ids).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
  expect(times).toEqual(["time-0", "time-1", "time-2"]);
  expect(warnings).toEqual([]);
});

test("shows an account that is listed twice only once", async () => {
  const repeating = listedProvider("p", (cursor) =>
    cursor === null
      ? { accounts: [account("a"), account("b"), account("b")], next: "2" }
      : { accounts: [account("b"), account("c")] },
  );
  expect((await walk(repeating)).ids).toEqual(["a", "b", "c"]);
});

test("walks again when the provider counts more than was met", async () => {
  let passes = 0;
  const shifting = listedProvider("p", () => {
    passes++;
    return {
      accounts: passes === 1 ? [account("a"), account("c")] : [account("a"), account("b"), account("c")],
      total: 3,
    };
  });
  expect((await walk(shifting)).ids).toEqual(["a", "c", "b"]);
  expect(passes).toBe(2);
});

test("gives up after three passes, and tells how many are missing", async () => {
  let passes = 0;
  const boasting = listedProvider("p", () => {
    passes++;
    return { accounts: [account(`a${passes}`)], total: 5, malformed: 1 };
  });
  expect(await walk(boasting)).toMatchObject({
    ids: ["a1", "a2", "a3"],
    malformed: 1,
    missing: 1,
    warnings: [{ provider: "p", missing: 1, malformed: 1 }],
  });
  expect(passes).toBe(3);
});

test("does not walk again once a pass met nothing new", async () => {
  let passes = 0;
  const partly = listedProvider("p", () => {
    passes++;
    return { accounts: [account("a")], total: 4, malformed: 2 };
  });
  expect(await walk(partly)).toMatchObject({ ids: ["a"], malformed: 2, missing: 1 });
  expect(passes).toBe(2);
});

test("a row that cannot be read and that two pages show hides no missing account", async () => {
  let passes = 0;
  const overlapping = listedProvider("p", (cursor) => {
    if (cursor === null) passes++;
    if (cursor === null) return { accounts: [account("a")], malformed: 1, total: 4, next: "2" };
    return { accounts: passes === 1 ? [account("b")] : [account("b"), account("c")], malformed: 1, total: 4 };
  });
  expect(await walk(overlapping)).toMatchObject({ ids: ["a", "b", "c"], missing: 0 });
});

test("a provider that counts nothing misses nothing that could be known", async () => {
  expect(await walk(listedProvider("p", () => ({ accounts: [account("a")] })))).toMatchObject({ missing: 0 });
});

test("ends when the provider sends it in circles", async () => {
  let calls = 0;
  const circular = listedProvider("p", () => {
    calls++;
    return { accounts: [account(String(calls % 3))], next: String(calls) };
  });
  await expect(walk(circular)).rejects.toMatchObject({ code: "PROVIDER_MALFORMED_ANSWER" });
  expect(calls).toBeLessThan(1_000);
});

test("after an interruption, what a second pass meets again counts once", async () => {
  const seen: number[] = [];
  const boasting = listedProvider("p", (cursor) => ({ ...pagesOf(6, 2)(cursor), total: 7 }));
  await walkAccounts(boasting, call, {
    now: async () => "",
    log: { warn() {} },
    resume: { cursor: "4", seen: 4, malformed: 0 },
    visit: async (page) => void seen.push(page.seen),
  });
  expect(seen.slice(0, 4)).toEqual([6, 6, 6, 6]);
  expect(seen.at(-1)).toBe(6);
});
