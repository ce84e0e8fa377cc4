import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAccountLoader } from "../../src/accounts/account-loader.ts";
import { createCustomerLinks } from "../../src/customers/customer-links.ts";
import type { AccountFacts, ProviderAccount } from "../../src/domain/account.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { answer, euros, openTestDirectory, served, type TestDirectory } from "./directory-fixture.ts";

let place: TestDirectory;
beforeEach(async () => {
  place = await openTestDirectory();
  await place.directory.observe([answer(await place.later(), ownedBy("ann"))], "IMPORT");
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

const loaderOfAnn = (provider: Provider) =>
  createAccountLoader({
    directory: place.directory,
    providers: new Map([["p", provider]]),
    viewer: { sees: "linked", customerId: "customer-ann" },
    signal: new AbortController().signal,
    now: Date.now,
  });

const ref = { provider: "p", id: "1" };

describe("a customer's live read", () => {
  test("shows the account while it is the customer's", async () => {
    const loader = loaderOfAnn(providerWith({ ...ownedBy("ann"), balances: [euros("2.00")] }));
    const reading = await loader.read(ref, 0);
    expect(reading).toMatchObject({ snapshot: { facts: { label: "of ann" } }, staleness: null });
    expect((await loader.readBalances(await served(place.directory), 0)).facts.balances).toEqual([euros("2.00")]);
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
