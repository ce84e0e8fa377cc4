import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAccountLoader } from "../../src/accounts/account-loader.ts";
import type { Reader } from "../../src/accounts/live-flights.ts";
import { createLiveReads, type LiveReads } from "../../src/accounts/live-reads.ts";
import type { ProviderAccount } from "../../src/domain/account.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { Call, Provider } from "../../src/providers/provider.ts";
import { euros, openTestDirectory, type TestDirectory } from "./directory-fixture.ts";

let place: TestDirectory;
let reads: LiveReads;
let provider: HeldProvider;
beforeEach(async () => {
  place = await openTestDirectory();
  const answers = { recall: async (refs: readonly unknown[]) => refs.map(() => null), keep: () => {} };
  reads = createLiveReads({ directory: place.directory, answers });
  provider = holdingProvider();
});
afterEach(() => place.close());

interface HeldCall {
  readonly signal: AbortSignal;
  answer(label: string): void;
  fail(error: Error): void;
}

/** By hand, because a test must decide when which call is answered: `calls` are those under way, oldest first. */
interface HeldProvider extends Provider {
  readonly calls: HeldCall[];
  /** Resolves when so many calls have been made. */
  called(times: number): Promise<void>;
}

function holdingProvider(): HeldProvider {
  const calls: HeldCall[] = [];
  let waiting: { times: number; resolve: () => void } | null = null;
  return {
    calls,
    async called(times) {
      if (calls.length < times) await new Promise<void>((resolve) => (waiting = { times, resolve }));
    },
    name: "p",
    kind: "made-by-hand",
    features: ["BALANCES"],
    filters: [],
    ping: async () => {},
    getAccount({ signal }: Call, id) {
      const { promise, resolve, reject } = Promise.withResolvers<ProviderAccount>();
      const fail = () => reject(new GatewayError("CANCELLED", "gone", { provider: "p" }));
      signal.addEventListener("abort", fail);
      const answer = (label: string) => resolve({ id, facts: { label, balances: [euros("1.00")] }, raw: "{}" });
      calls.push({ signal, answer, fail: reject });
      if (waiting !== null && calls.length >= waiting.times) waiting.resolve();
      return promise;
    },
    listAccounts: async () => ({ accounts: [], next: null, total: 0, malformed: 0 }),
    availableTransitions: () => [],
    close: async () => {},
  };
}

/** Twenty accounts of ten owners, all with another status than the directory knows. */
const blocked = Array.from({ length: 20 }, (_, index) => ({
  id: String(index),
  owner: { kind: "USER", id: `u${index % 10}`, secondaryId: null } as const,
}));

function blockingProvider() {
  let calls = 0;
  const told = (status: "ACTIVE" | "SUSPENDED", amount: string) =>
    blocked.map(({ id, owner }) => ({ id, facts: { status, owner, balances: [euros(amount)] }, raw: "{}" }));
  const listing: Provider = {
    ...holdingProvider(),
    filters: ["userId"],
    async getAccount(_, id) {
      calls++;
      return told("SUSPENDED", "2.00").find((account) => account.id === id) ?? null;
    },
    async listAccounts(_, __, { userId }) {
      calls++;
      const accounts = told("SUSPENDED", "2.00").filter(({ facts }) => facts.owner.id === userId);
      return { accounts, next: null, total: accounts.length, malformed: 0 };
    },
  };
  return { listing, calls: () => calls, before: told("ACTIVE", "1.00") };
}

test("balances of accounts whose list is doubted cost no more than a call for each account", async () => {
  const { listing, calls, before } = blockingProvider();
  const asOf = await place.later();
  const ref = ({ id }: { id: string }) => ({ provider: "p", id });
  await place.directory.observe(
    before.map((account) => ({ ref: ref(account), account, asOf })),
    "READ",
  );
  await place.later();
  const parts = { directory: place.directory, liveReads: reads, providers: new Map([["p", listing]]) };
  const viewed = { viewer: { sees: "everything" }, signal: new AbortController().signal } as const;
  const loader = createAccountLoader({ ...parts, ...viewed });
  const known = await place.directory.find(viewed.viewer, blocked.map(ref));
  const balances = await Promise.all([...known.values()].map((account) => loader.readBalances(account, 0)));
  expect(balances.flatMap((all) => all ?? []).map(({ available }) => available?.amount)).toEqual(
    blocked.map(() => "2.00"),
  );
  expect(calls()).toBe(20);

  // Those that were told by a list are not believed to be what it says of them, until they are asked for alone.
  const statuses = async () =>
    [...(await place.directory.find(viewed.viewer, blocked.map(ref))).values()].map(({ facts }) => facts.status);
  expect((await statuses()).filter((status) => status === "ACTIVE")).toHaveLength(10);
  const accounts = await Promise.all(blocked.map((account) => loader.read(ref(account), 0)));
  expect(accounts.map((one) => one?.snapshot.facts.status)).toEqual(blocked.map(() => "SUSPENDED"));
  expect(calls()).toBe(30);
  expect(await statuses()).toEqual(blocked.map(() => "SUSPENDED"));
});

/** A reader whose request begins now. */
async function reader(since: Reader["since"], signal = new AbortController().signal): Promise<Reader> {
  return { mark: reads.mark(), since, signal };
}
const read = (by: Reader, id = "1") => reads.read(provider, { id, owner: null }, by);
const label = (label: string) => ({ reading: { facts: { label } } });

describe("a live read", () => {
  test("is shared by all who began before it was made, however fresh they need it", async () => {
    const both = [await reader("live"), await reader("live")].map((by) => read(by));
    await provider.called(1);
    provider.calls[0]?.answer("one");
    expect(await Promise.all(both)).toMatchObject([label("one"), label("one")]);
    expect(provider.calls).toHaveLength(1);
  });

  test("that is under way serves a later reader whose limit lies before its start", async () => {
    const limit = await place.later();
    await place.later();
    const first = read(await reader("live"));
    await provider.called(1);
    const second = read(await reader(limit));
    const anyAge = read(await reader(null));
    provider.calls[0]?.answer("one");
    expect(await Promise.all([first, second, anyAge])).toMatchObject([label("one"), label("one"), label("one")]);
    expect(provider.calls).toHaveLength(1);
  });

  test("is never joined by a later reader who needs it live, or whose limit is not before its start", async () => {
    const first = read(await reader("live"));
    await provider.called(1);
    const live = read(await reader("live"));
    await provider.called(2);
    const later = read(await reader(await place.later()));
    await provider.called(3);
    for (const call of provider.calls) call.answer("the same");
    expect((await first).mark).toBeLessThan((await live).mark);
    expect((await live).mark).toBeLessThan((await later).mark);
  });

  test("tells everybody the same error, and the next reader asks anew", async () => {
    const by = await reader("live");
    const both = [read(by), read(by)];
    await provider.called(1);
    provider.calls[0]?.fail(new GatewayError("PROVIDER_TIMEOUT", "too late", { provider: "p" }));
    expect(await Promise.all(both)).toMatchObject([
      { reading: { code: "PROVIDER_TIMEOUT" } },
      { reading: { code: "PROVIDER_TIMEOUT" } },
    ]);
    const next = read(await reader(null));
    await provider.called(2);
    provider.calls[1]?.answer("two");
    expect(await next).toMatchObject(label("two"));
  });

  test("goes on for the others when one reader leaves", async () => {
    const leaving = new AbortController();
    const left = read(await reader("live", leaving.signal));
    const stays = read(await reader("live"));
    await provider.called(1);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: "CANCELLED" });
    expect(provider.calls[0]?.signal.aborted).toBe(false);
    provider.calls[0]?.answer("one");
    expect(await stays).toMatchObject(label("one"));
  });

  test("is aborted when nobody waits any more, and joined by none after that", async () => {
    const leaving = new AbortController();
    const all = [await reader("live", leaving.signal), await reader("live", leaving.signal)].map((by) => read(by));
    await provider.called(1);
    leaving.abort();
    await Promise.allSettled(all);
    expect(provider.calls[0]?.signal.aborted).toBe(true);
    const next = read(await reader(null));
    await provider.called(2);
    provider.calls[1]?.answer("two");
    expect(await next).toMatchObject(label("two"));
  });

  test("is not made for a reader who has left already", async () => {
    await expect(read(await reader("live", AbortSignal.abort()))).rejects.toMatchObject({ code: "CANCELLED" });
    const next = read(await reader("live"), "2");
    await provider.called(1);
    provider.calls[0]?.answer("two");
    expect(await next).toMatchObject({ reading: { ref: { id: "2" } } });
  });

  test("of one account never waits for another's", async () => {
    const slow = read(await reader("live"), "slow");
    const quick = read(await reader("live"), "quick");
    await provider.called(2);
    provider.calls[1]?.answer("quick");
    expect(await quick).toMatchObject(label("quick"));
    provider.calls[0]?.answer("slow");
    expect(await slow).toMatchObject(label("slow"));
  });
});
