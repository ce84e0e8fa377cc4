import { afterEach, beforeEach, expect, test } from "vitest";
import { GatewayError } from "../../src/domain/errors.ts";
import { answer } from "../accounts/directory-fixture.ts";
import { account, listedProvider } from "./listed-provider.ts";
import { openSweptDirectory, reaches, type SweptDirectory } from "./sweeper-fixture.ts";

let place: SweptDirectory;
beforeEach(async () => {
  place = await openSweptDirectory();
});
afterEach(() => place.close());

const accounts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => account(String(from + index)));

test.each([
  { what: "a row that cannot be read", page: { malformed: 1, total: 10 }, missing: 0 },
  { what: "a count beyond what is listed", page: { malformed: 1, total: 12 }, missing: 2 },
])("$what does not keep accounts that are gone from being marked", async ({ page, missing }) => {
  await place.known(10);
  const provider = listedProvider("p", () => ({ accounts: accounts(1, 10), ...page }), {
    getAccount: async (_, id) => (id === "0" ? null : account(id)),
  });
  const sweeper = await place.start(provider);
  await reaches(sweeper, "COMPLETE");
  expect(await place.missing()).toEqual(["0"]);
  expect(await sweeper.status("p")).toMatchObject({ malformed: 1, missing });
});

const status = (word: "PENDING" | "ACTIVE" | "CLOSED") => ({ status: word, providerStatus: word });

/** Accounts 0 … count−1, which a read told long ago. */
async function told(count: number, word: "PENDING" | "ACTIVE") {
  const ids = Array.from({ length: count }, (_, id) => String(id));
  await place.directory.observe(
    ids.map((id) => answer("2025-02-01T12:00:00.000Z", status(word), id)),
    "READ",
  );
  await place.later();
}

test("accounts that are read again until they are set up are not marked, however many their provider does not know", async () => {
  await told(20, "PENDING");
  const asked = new Set<string>();
  const noList = () => {
    throw new GatewayError("PROVIDER_TIMEOUT", "p did not answer in time.");
  };
  const provider = listedProvider("p", noList, {
    getAccount: async (_, id) => {
      asked.add(id);
      return null;
    },
  });
  const sweeper = await place.start(provider, { timing: { settleEveryMs: 1 } });
  await expect.poll(() => asked.size, { timeout: 20_000 }).toBe(20);
  await sweeper.stop();
  expect(await place.missing()).toEqual([]);
});

test.each([
  { gone: 3, state: "COMPLETE", marked: ["0", "1", "2"] },
  { gone: 4, state: "FAILED", marked: [] },
])("$gone accounts of which a list told and that their provider does not know are judged together", async (all) => {
  await told(20, "ACTIVE");
  const isGone = (id: string) => Number(id) < all.gone;
  const rows = accounts(0, 20).map((one) => ({ ...one, facts: status(isGone(one.id) ? "CLOSED" : "ACTIVE") }));
  const provider = listedProvider("p", () => ({ accounts: rows }), {
    getAccount: async (_, id) => (isGone(id) ? null : account(id)),
  });
  await reaches(await place.start(provider), all.state);
  expect(await place.missing()).toEqual(all.marked);
});

test("a missing main account that no list shows returns when its provider knows it again", async () => {
  const sub = { ...account("sub"), facts: { label: "told", mainAccountId: "main" } };
  let isKnown = true;
  const provider = listedProvider("p", () => ({ accounts: [sub] }), {
    getAccount: async (_, id) => (id === "main" && !isKnown ? null : account(id)),
  });
  const sweepOnce = async () => {
    await place.later();
    const sweeper = await place.start(provider, { intervalMs: () => 0 });
    const { completedAt } = await sweeper.status("p");
    await expect.poll(async () => (await sweeper.status("p")).completedAt, { timeout: 20_000 }).not.toBe(completedAt);
    await sweeper.stop();
  };
  await sweepOnce();
  isKnown = false;
  await sweepOnce();
  expect(await place.missing()).toEqual(["main"]);
  isKnown = true;
  await sweepOnce();
  expect(await place.missing()).toEqual([]);
});

test.each([
  { what: "one account for good", ping: async () => {}, state: "COMPLETE" },
  {
    what: "everything",
    ping: async () => {
      throw new GatewayError("PROVIDER_ERROR", "p failed.");
    },
    state: "FAILED",
  },
])("a provider that fails over $what: $state", async ({ ping, state }) => {
  await place.known(10);
  const provider = listedProvider("p", () => ({ accounts: accounts(2, 10) }), {
    ping,
    async getAccount(_, id) {
      if (id === "0") throw new GatewayError("PROVIDER_ERROR", "p failed.");
      return null;
    },
  });
  const sweeper = await place.start(provider);
  await reaches(sweeper, state);
  expect(await place.missing()).toEqual(state === "COMPLETE" ? ["1"] : []);
  expect((await sweeper.status("p")).failed).toBe(state === "COMPLETE" ? 1 : 0);
});
