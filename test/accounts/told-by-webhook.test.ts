import { afterEach, beforeEach, expect, test } from "vitest";
import type { Sight } from "../../src/accounts/directory-contract.ts";
import { readAccountEvents } from "../../src/storage/event-store.ts";
import { answer, euros, openTestDirectory, served, type TestDirectory } from "./directory-fixture.ts";

let place: TestDirectory;
beforeEach(async () => {
  place = await openTestDirectory();
});
afterEach(() => place.close());

const providerTime = "2025-03-01T11:59:59.000Z";
const told = (movesBalances: boolean): Sight => ({ deliveryId: "d-1", providerTime, movesBalances });

/** Observes an account with that balance, or the given facts; answers what became of it. */
async function observe(facts: object, sight: Sight): Promise<string | undefined> {
  const asOf = await place.later();
  await place.later();
  const [observed] = await place.directory.observe([answer(asOf, facts)], sight);
  return observed?.outcome;
}

async function events() {
  const { rowId } = await served(place.directory);
  const newestFirst = { newerThan: null, olderThan: null, limit: 100, from: "newest" } as const;
  return readAccountEvents(place.database.read, rowId, newestFirst);
}

test("an event names the delivery that told of it, and the provider's time", async () => {
  await observe({ status: "ACTIVE" }, "SWEEP");
  await observe({ status: "SUSPENDED" }, told(false));
  const [newest, first] = await events();
  expect(newest).toMatchObject({ cause: "WEBHOOK", deliveryId: "d-1", operationId: null, providerTime });
  expect(first).toMatchObject({ cause: "SWEEP", deliveryId: null, operationId: null, providerTime: null });
});

test("another balance is an event only where the provider had told that it moved", async () => {
  await observe({ status: "ACTIVE", balances: [euros("1.00")] }, told(true));
  for (const [balance, sight] of [
    ["2.00", "READ"],
    ["3.00", "SWEEP"],
    ["4.00", told(false)],
  ] as const) {
    expect(await observe({ balances: [euros(balance)] }, sight)).toBe("UNCHANGED");
  }
  expect((await events()).map(({ type }) => type)).toEqual(["ACCOUNT_APPEARED"]);

  expect(await observe({ balances: [euros("5.00")] }, told(true))).toBe("CHANGED");
  const [moved] = await events();
  expect(moved).toMatchObject({
    type: "BALANCE_CHANGED",
    cause: "WEBHOOK",
    newStatus: "ACTIVE",
    changes: [{ field: "balances", after: [{ available: { amount: "5.00" } }] }],
  });
  expect(await observe({ balances: [euros("5.00")] }, told(true))).toBe("UNCHANGED");
  expect((await events()).length).toBe(2);
});

test("a balance that is told for the first time is learned", async () => {
  await observe({ status: "ACTIVE" }, "SWEEP");
  await observe({ status: "ACTIVE", balances: [euros("5.00")] }, told(true));
  expect((await events()).map(({ type }) => type)).toEqual(["ACCOUNT_APPEARED"]);
});

test("what a client's change brought about names its operation", async () => {
  await observe({ status: "ACTIVE" }, "SWEEP");
  const asOf = await place.later();
  const heardAt = await place.later();
  const { ref, account } = answer(asOf, { status: "CLOSED" });
  const origin = { actor: { issuer: null, clientId: null, subject: "desk" }, operationId: "o-1" };
  await place.database.transaction((transaction) =>
    place.directory.observeChanges(transaction, [{ ref, told: { account, asOf }, memory: {} }], { heardAt, origin }),
  );
  expect((await events())[0]).toMatchObject({ cause: "MUTATION", operationId: "o-1", deliveryId: null });
});
