import { expect, test } from "vitest";
import type { Call, Provider } from "../../src/providers/provider.ts";
import { walkAccounts } from "../../src/sync/walk.ts";
import { account, listedProvider, pagesOf } from "./listed-provider.ts";

const call: Call = { signal: new AbortController().signal, priority: "background" };

/** Walks to the end: the ids in the order met, and how many rows could not be read. */
async function walk(provider: Provider) {
  const warnings: object[] = [];
  const ids: string[] = [];
  const times: string[] = [];
  let malformed = 0;
  let asked = 0;
  const now = async () => `time-${asked++}`;
  for await (const page of walkAccounts(provider, call, { now, log: { warn: (fields) => warnings.push(fields) } })) {
    ids.push(...page.accounts.map(({ id }) => id));
    times.push(page.asOf);
    malformed += page.malformed;
  }
  return { ids, malformed, times, warnings };
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

test("gives up after three passes, and says so", async () => {
  let passes = 0;
  const boasting = listedProvider("p", () => {
    passes++;
    return { accounts: [account("a")], total: 5, malformed: 1 };
  });
  const { ids, malformed, warnings } = await walk(boasting);
  expect({ ids, passes, malformed }).toEqual({ ids: ["a"], passes: 3, malformed: 1 });
  expect(warnings).toEqual([{ provider: "p", total: 5, met: 1, malformed: 1 }]);
});

test("rows that cannot be read count as met", async () => {
  let passes = 0;
  const partly = listedProvider("p", () => {
    passes++;
    return { accounts: [account("a")], total: 3, malformed: 2 };
  });
  expect(await walk(partly)).toMatchObject({ malformed: 2, warnings: [] });
  expect(passes).toBe(1);
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
