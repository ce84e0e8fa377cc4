import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAccountLoader } from "../../src/accounts/account-loader.ts";
import type { Directory } from "../../src/accounts/directory-contract.ts";
import { createLiveReads } from "../../src/accounts/live-reads.ts";
import { createCustomerLinks } from "../../src/customers/customer-links.ts";
import type { AccountFacts, ProviderAccount } from "../../src/domain/account.ts";
import type { Viewer } from "../../src/domain/viewer.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { answer, euros, everything, openTestDirectory, served, type TestDirectory } from "./directory-fixture.ts";

let place: TestDirectory;
beforeEach(async () => {
  place = await openTestDirectory();
  await place.directory.observe([answer(await place.later(), ownedBy("ann"))], "SWEEP");
  const owner = { kind: "USER", id: "ann" } as const;
  await createCustomerLinks(place.database).link("customer-ann", null, [{ provider: "p", owner }]);
  await place.later();
});
afterEach(() => place.close());

function ownedBy(id: string): Partial<AccountFacts> {
  return { owner: { kind: "USER", id, secondaryId: null }, label: `of ${id}`, balances: [euros("1.00")] };
}

/** A provider by hand: no provider's document knows a way to give an account to somebody else, so no simulator has one. */
function providerWith(facts: Partial<AccountFacts>): Provider {
  const account: ProviderAccount = { id: "1", facts, raw: "{}" };
  return {
    name: "p",
    kind: "made-by-hand",
    features: ["BALANCES"],
    filters: [],
    ping: async () => {},
    getAccount: async () => account,
    listAccounts: async () => ({ accounts: [account], next: null, total: 1, malformed: 0 }),
    availableTransitions: () => [],
    close: async () => {},
  };
}

const noAnswers = { recall: async (refs: readonly unknown[]) => refs.map(() => null), keep: () => {} };

const loaderFor = (viewer: Viewer, provider: Provider, directory: Directory = place.directory) =>
  createAccountLoader({
    directory,
    liveReads: createLiveReads({ directory, answers: noAnswers }),
    providers: new Map([["p", provider]]),
    viewer,
    signal: new AbortController().signal,
  });
const loaderOfAnn = (provider: Provider) => loaderFor({ sees: "linked", customerId: "customer-ann" }, provider);

const ref = { provider: "p", id: "1" };

describe("a customer's live read", () => {
  test("shows the account while it is the customer's", async () => {
    const loader = loaderOfAnn(providerWith({ ...ownedBy("ann"), balances: [euros("2.00")] }));
    const reading = await loader.read(ref, 0);
    expect(reading).toMatchObject({ snapshot: { facts: { label: "of ann" } }, staleness: null });
    expect(await loader.readBalances(await served(place.directory), 0)).toMatchObject([euros("2.00")]);
  });

  test("shows nothing of an account that turns out to be another's by now", async () => {
    const provider = providerWith(ownedBy("bob"));
    expect(await loaderOfAnn(provider).read(ref, 0)).toBeNull();
  });

  test("shows no balances of an account that turns out to be another's by now", async () => {
    const before = await served(place.directory);
    const balances = loaderOfAnn(providerWith(ownedBy("bob"))).readBalances(before, 0);
    await expect(balances).rejects.toMatchObject({ code: "PROVIDER_ACCOUNT_UNKNOWN" });
    expect((await served(place.directory)).facts.owner?.id).toBe("bob");
  });
});

/** Counts the calls for the account. */
function counted(provider: Provider): Provider & { calls: number } {
  const counting = {
    ...provider,
    calls: 0,
    getAccount: (...asked: Parameters<Provider["getAccount"]>) => {
      counting.calls++;
      return provider.getAccount(...asked);
    },
  };
  return counting;
}

describe("age", () => {
  test("is judged by the database's clock, asked once in a request", async () => {
    let asked = 0;
    const now = () => {
      asked++;
      return place.directory.now();
    };
    const provider = counted(providerWith(ownedBy("ann")));
    const loader = loaderFor(everything, provider, { ...place.directory, now });
    const snapshot = await served(place.directory);
    const young = Array.from({ length: 20 }, () => [loader.read(ref, 60), loader.readBalances(snapshot, 60)]);
    await Promise.all(young.flat());
    expect({ asked, calls: provider.calls }).toEqual({ asked: 1, calls: 0 });
  });

  test("any will do for null, and none that is stored for 0", async () => {
    const provider = counted(providerWith(ownedBy("ann")));
    const loader = loaderFor(everything, provider);
    await loader.read(ref, null);
    await loader.readBalances(await served(place.directory), null);
    expect(provider.calls).toBe(0);
    await loader.read(ref, 0);
    expect(provider.calls).toBe(1);
    // Also none of this very millisecond: it may have been told before what the caller did in it.
    const next = loaderFor(everything, provider);
    await next.readBalances(await served(place.directory), 0);
    expect(provider.calls).toBe(2);
  });
});

describe("one request", () => {
  test("asks once, also when it wants the account young and its balances live", async () => {
    const provider = counted(providerWith(ownedBy("ann")));
    const loader = loaderFor(everything, provider);
    const snapshot = await served(place.directory);
    const old = { ...snapshot, asOf: "2020-01-01T00:00:00.000Z" };
    const aged = { ...place.directory, find: async () => new Map([["p:1", old]]) };
    const reader = loaderFor(everything, provider, aged);
    expect(await reader.read(ref, 5)).toMatchObject({ staleness: null });
    await reader.readBalances(snapshot, 0);
    await reader.read(ref, 0);
    expect(provider.calls).toBe(1);
    // As old as the longest time that can be asked for.
    await loader.read(ref, 2 ** 31 - 1);
    expect(provider.calls).toBe(1);
  });
});

describe("balances", () => {
  const receivable = { amount: "7.00", currency: "EUR" };
  const nothingElse = { current: null, blocked: null };
  let toldAt: string;
  beforeEach(async () => {
    toldAt = await place.later();
    const balances = [euros("1.00", { receivable })];
    await place.directory.observe([answer(toldAt, { ...ownedBy("ann"), balances })], "SWEEP");
    await place.later();
  });

  test("that a live answer leaves out are not the stored ones", async () => {
    const { balances: _, ...facts } = ownedBy("ann");
    const loader = loaderFor(everything, providerWith(facts));
    expect(await loader.read(ref, 0)).toMatchObject({ staleness: null });
    await expect(loader.readBalances(await served(place.directory), 0)).rejects.toMatchObject({
      code: "PROVIDER_MALFORMED_ANSWER",
      details: { provider: "p" },
    });
  });

  test("of an account that was never seen are those of the same call", async () => {
    const stranger = { ...ref, id: "never-seen" };
    const account = { id: stranger.id, facts: ownedBy("ann"), raw: "{}" };
    const provider = counted({ ...providerWith({}), getAccount: async () => account });
    const loader = loaderFor(everything, provider);
    const reading = await loader.read(stranger, null);
    await place.later();
    const snapshot = reading?.snapshot ?? (await served(place.directory));
    expect(await loader.readBalances(snapshot, 0)).toMatchObject([euros("1.00")]);
    expect(provider.calls).toBe(1);
  });

  test("show an amount only while it is young enough, and are as old as the oldest amount shown", async () => {
    const provider = providerWith({ ...ownedBy("ann"), balances: [euros("2.00")] });
    const live = await loaderFor(everything, provider).readBalances(await served(place.directory), 0);
    expect(live).toEqual([{ ...euros("2.00"), ...nothingElse, receivable: null, asOf: expect.any(String) }]);
    expect(live?.[0]?.asOf.localeCompare(toldAt)).toBe(1);

    const anyAge = await loaderFor(everything, provider).readBalances(await served(place.directory), null);
    expect(anyAge).toEqual([{ ...euros("2.00"), ...nothingElse, receivable, asOf: toldAt }]);
    const young = await loaderFor(everything, provider).readBalances(await served(place.directory), 3_600);
    expect(young).toEqual(anyAge);
  });
});
