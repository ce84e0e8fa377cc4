import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { Outcome } from "../../src/operations/commands.ts";
import { changeOperation } from "../../src/storage/operation-store.ts";
import { served } from "../accounts/directory-fixture.ts";
import { alice, backOffice, type Desk, openDesk, openedAt, wish } from "./desk.ts";

let desk: Desk;
let account: AccountRef;

beforeEach(async () => {
  desk = await openDesk();
  account = await openedAt("p", desk);
});

afterEach(() => desk?.close());

const state = ({ operation, error }: Outcome) => [operation?.state ?? null, error?.error.code ?? null];
const rename = async (key: string, label: string) => {
  await desk.place.later();
  return desk.commands.updateAccount(backOffice, { idempotencyKey: key, account, update: { label } });
};
const suspend = (key: string, commands = desk.commands) =>
  commands.changeAccountStatus(backOffice, { idempotencyKey: key, account, status: "SUSPENDED", reason: null });

test("a change is made once, and told again", async () => {
  expect(state(await rename("k1", "Rent"))).toEqual(["SUCCEEDED", null]);
  expect((await rename("k1", "Rent")).replayed).toBe(true);
  expect(desk.banks.p.received.filter(({ method }) => method === "PATCH")).toHaveLength(1);
  expect((await served(desk.place.directory, account.id)).facts.label).toBe("Rent");
});

test("a status is changed by the bank's rules only", async () => {
  expect(state(await suspend("k1"))).toEqual(["SUCCEEDED", null]);
  const again = await suspend("k2");
  expect(state(again)).toEqual([null, "INVALID_TRANSITION"]);
  expect(again.error?.error.message).toContain("ACTIVE");
  const close = { idempotencyKey: "k3", account, status: "CLOSED", reason: null } as const;
  expect(state(await desk.commands.changeAccountStatus(backOffice, close))).toEqual([null, "INVALID_TRANSITION"]);
});

test("a lost change that was made is found to be made; one that was not is found not to be, and never sent again", async () => {
  desk.banks.p.fates.push("lost-after");
  expect(state(await rename("k1", "Rent"))).toEqual(["IN_DOUBT", "OPERATION_IN_DOUBT"]);
  expect(state(await rename("k2", "Food"))).toEqual(["NOT_SENT", "ACCOUNT_BUSY"]);
  await desk.settled();
  expect(state(await rename("k1", "Rent"))).toEqual(["SUCCEEDED", null]);
  expect(state(await rename("k2", "Food"))).toEqual(["SUCCEEDED", null]);

  desk.banks.p.fates.push("lost-before");
  await rename("k3", "Car");
  const sent = desk.banks.p.received.length;
  await desk.settled();
  expect(state(await rename("k3", "Car"))).toEqual(["REJECTED", "NOT_APPLIED"]);
  expect(desk.banks.p.received).toHaveLength(sent);
  expect(desk.banks.p.books.get(account.id)?.label).toBe("Food");
});

test("a process that was given up and then hears a yes settles what is in doubt", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  desk.banks.p.gate = promise;
  const slow = rename("k1", "Rent");
  await expect.poll(() => desk.banks.p.received.length).toBe(2);
  const [dispatching] = await desk.journal.page(
    { states: ["DISPATCHING"] },
    { olderThan: null, newerThan: null, limit: 1, from: "newest" },
  );
  const { database } = desk.place;
  // As if its lease had run out and another process had looked, and seen nothing yet.
  const guard = { id: dispatching?.id ?? "", fence: null, states: ["DISPATCHING"] as const };
  await changeOperation(database.write, guard, { state: "IN_DOUBT", lease_until: null });
  await database.write.updateTable("operations").set({ fence: 99 }).where("id", "=", guard.id).execute();
  resolve();
  expect(state(await slow)).toEqual(["SUCCEEDED", null]);
});

test("what was dispatched when its process died is looked into by whoever is there", async () => {
  const { promise } = Promise.withResolvers<void>();
  desk.banks.p.gate = promise;
  void rename("k1", "Rent");
  await expect.poll(() => desk.banks.p.received.length).toBe(2);
  await desk.leaseEnds();
  await desk.settled();
  expect(state(await rename("k1", "Rent"))).toEqual(["REJECTED", "NOT_APPLIED"]);
});

test("an account that the caller may not see is not there", async () => {
  const outcome = await desk.commands.updateAccount(alice, {
    idempotencyKey: "k1",
    account,
    update: { label: "Mine" },
  });
  expect(state(outcome)).toEqual([null, "ACCOUNT_NOT_FOUND"]);
  expect(desk.banks.p.received).toHaveLength(1);
});

test("what a bank cannot do is said by the name of the capability", async () => {
  const { error } = await desk.commands.updateAccount(backOffice, {
    idempotencyKey: "k1",
    account,
    update: { holderName: "X" },
  });
  expect(error?.error).toMatchObject({ code: "UNSUPPORTED_OPERATION", details: { capability: "UPDATE_HOLDER_NAME" } });
  const report = {
    idempotencyKey: "k1",
    account,
    report: {
      outcome: "FAILED",
      decline: false,
      error: { category: "functional", origin: "provider", code: "x", message: "y", attributes: {} },
    },
  } as const;
  expect((await desk.commands.reportConnection(backOffice, report)).error?.error.details.capability).toBe(
    "REPORT_CONNECTION",
  );
});

test("what a bank can never do is said without asking it, also while it does not answer", async () => {
  const { provider } = desk.banks.p;
  Object.assign(provider, {
    planStatusChange: undefined,
    getAccount: () => Promise.reject(new GatewayError("PROVIDER_CONNECTION_LOST", "gone", { provider: "p" })),
  });
  const asked = { idempotencyKey: "k1", account };
  const { commands } = desk;
  const outcomes = [
    await commands.updateAccount(backOffice, { ...asked, update: { holderName: "X" } }),
    await commands.changeAccountStatus(backOffice, { ...asked, status: "SUSPENDED", reason: null }),
    await commands.adjustBalance(backOffice, {
      ...asked,
      ...{ direction: "DEBIT", amount: "1.00", currency: "EUR", description: "fee" },
      ...{ correction: null, synchronization: {}, unconnectedServiceProvider: null },
    }),
  ];
  expect(outcomes.map(state)).toEqual(outcomes.map(() => [null, "UNSUPPORTED_OPERATION"]));
  expect(state(await commands.closeAccount(backOffice, { ...asked, reason: null }))).toEqual([
    null,
    "PROVIDER_CONNECTION_LOST",
  ]);
  // Who may not see the account is not told what its bank can do.
  const strange = await commands.updateAccount(alice, { ...asked, update: { holderName: "X" } });
  expect(state(strange)).toEqual([null, "ACCOUNT_NOT_FOUND"]);
});

test("the keys of what came to nothing are forgotten in time, those of what was done are not", async () => {
  desk.banks.p.fates.push("rejected");
  await rename("k1", "Rent");
  const { database } = desk.place;
  await database.write.updateTable("operations").set({ settled_at: "2000-01-01T00:00:00.000Z" }).execute();
  await desk.recoverer.start();
  await expect.poll(() => desk.journal.count({})).toBe(1);
  await desk.recoverer.stop();
  expect((await desk.commands.createAccount(backOffice, wish("p", "opening"))).replayed).toBe(true);
});

test("what a process was looking into when it died is looked into by whoever is there", async () => {
  const { promise } = Promise.withResolvers<void>();
  desk.banks.p.gate = promise;
  void rename("k1", "Rent");
  await expect.poll(() => desk.banks.p.received.length).toBe(2);
  const { provider } = desk.banks.p;
  const { getAccount } = provider;
  let asked = 0;
  Object.assign(provider, { getAccount: () => new Promise(() => (asked += 1)) });
  await desk.leaseEnds();
  void desk.recoverer.round();
  await expect.poll(() => asked).toBe(1);

  Object.assign(provider, { getAccount });
  await desk.leaseEnds();
  expect(await desk.recoverer.round()).toBe(1);
  await desk.settled();
  expect(state(await rename("k1", "Rent"))).toEqual(["REJECTED", "NOT_APPLIED"]);
});

test("what found its owner busy when its process died is not sent, and the same key sends it", async () => {
  let dies = false;
  await desk.close();
  desk = await openDesk({
    reached(step) {
      if (step === "claimed" && dies) throw new Error("as if it had died");
    },
  });
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  dies = true;
  await expect(desk.commands.createAccount(backOffice, wish("q", "k2"))).rejects.toThrow("as if it had died");
  dies = false;
  await desk.leaseEnds();
  await desk.recoverer.round();
  expect(await desk.journal.find(backOffice, "createAccount", "k2")).toMatchObject({
    state: "NOT_SENT",
    error: { code: "INTERNAL_ERROR" },
  });
  await desk.settled();
  await desk.decide(operation?.id ?? "", { kind: "ABANDON" });
  const again = await desk.commands.createAccount(backOffice, wish("q", "k2"));
  expect(state(again)).toEqual(["SUCCEEDED", null]);
  expect(desk.banks.q.books.size).toBe(1);
});

test("an id of the client's is free again when the key that took it and sent nothing is forgotten", async () => {
  desk.banks.p.fates.push("unreachable");
  const first = await desk.commands.createAccount(backOffice, wish("p", "k1", { clientAccountId: "mine" }));
  expect(state(first)).toEqual(["NOT_SENT", "PROVIDER_UNREACHABLE"]);
  const { database } = desk.place;
  await database.write.updateTable("operations").set({ settled_at: "2000-01-01T00:00:00.000Z" }).execute();
  await desk.recoverer.start();
  await expect.poll(() => desk.journal.count({})).toBe(1);
  await desk.recoverer.stop();
  const second = await desk.commands.createAccount(backOffice, wish("p", "k2", { clientAccountId: "mine" }));
  expect(state(second)).toEqual(["SUCCEEDED", null]);
});

test("two processes with one key, of which the second finds the change made: both are told what became of it", async () => {
  const { provider } = desk.banks.p;
  const { getAccount } = provider;
  const [bothPlan, oneIsDone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let asked = 0;
  Object.assign(provider, {
    async getAccount(...args: Parameters<typeof getAccount>) {
      const call = ++asked;
      if (call === 1) await bothPlan.promise;
      if (call === 2) {
        bothPlan.resolve();
        await oneIsDone.promise;
      }
      return getAccount(...args);
    },
  });
  const answers = [suspend("k1"), suspend("k1", desk.elsewhere)];
  expect(state(await Promise.race(answers))).toEqual(["SUCCEEDED", null]);
  oneIsDone.resolve();
  const told = await Promise.all(answers);
  expect(told.map(state)).toEqual([
    ["SUCCEEDED", null],
    ["SUCCEEDED", null],
  ]);
  expect(told.map(({ replayed }) => replayed).toSorted()).toEqual([false, true]);
});
