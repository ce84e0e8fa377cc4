import { afterEach, beforeEach, expect, test } from "vitest";
import { GatewayError } from "../../src/domain/errors.ts";
import {
  loadDueDeliveries,
  reopenDelivery,
  settleDeliveries,
  takeDeliveries,
} from "../../src/storage/webhook-store.ts";
import { everything, firstPage, served } from "../accounts/directory-fixture.ts";
import { age, type HookedDirectory, openHookedDirectory, outage } from "./fixture.ts";

let place: HookedDirectory;
beforeEach(async () => {
  place = await openHookedDirectory();
});
afterEach(() => place.close());

const statusOf = async (id: string) => (await served(place.directory, id)).facts.status;
const states = async () => (await place.deliveries()).map(({ state, attempts }) => [state, attempts]);

test("what came is read again at the provider, whatever the message says, and appears", async () => {
  place.truth.set("1", "ACTIVE");
  await place.send({ accountIds: ["1"] });
  await place.drain();
  expect(await statusOf("1")).toBe("ACTIVE");
  expect(await states()).toEqual([["DONE", 1]]);
});

test("a numbered message that comes again is counted and tells nothing new", async () => {
  place.truth.set("1", "ACTIVE");
  await place.send({ key: "k", accountIds: ["1"] });
  await place.drain();
  await place.send({ key: "k", accountIds: ["1"] });
  await place.drain();
  expect(place.asked).toEqual(["1"]);
  expect(await place.deliveries()).toMatchObject([{ arrivals: 2, state: "DONE", attempts: 1 }]);
  expect(place.arrivals).toEqual(["stored", "repeated"]);
});

test("one without a number may be another that looks the same: its accounts are read once more", async () => {
  place.truth.set("1", "ACTIVE");
  await place.send({ key: "k", isNumbered: false, accountIds: ["1"] });
  await place.drain();
  place.truth.set("1", "SUSPENDED");
  await place.send({ key: "k", isNumbered: false, accountIds: ["1"] });
  await place.drain();
  expect(await statusOf("1")).toBe("SUSPENDED");
  expect(await place.deliveries()).toMatchObject([{ arrivals: 2, state: "DONE" }]);
});

test("what looks the same and comes while the first is worked on is not lost with it", async () => {
  place.truth.set("1", "ACTIVE");
  await place.send({ key: "k", isNumbered: false, accountIds: ["1"] });
  place.before(async () => {
    place.before(async () => {});
    // Read already, not answered yet.
    await place.send({ key: "k", isNumbered: false, accountIds: ["1"] });
  });
  await place.worker.round();
  expect(await place.deliveries()).toMatchObject([{ state: "WAITING", arrivals: 2, attempts: 0 }]);
  await place.drain();
  expect(await place.deliveries()).toMatchObject([{ state: "DONE", arrivals: 2 }]);
});

test("a message about an owner has all its accounts read", async () => {
  for (const id of ["1", "2", "3"]) {
    place.truth.set(id, "ACTIVE");
    await place.send({ accountIds: [id] });
  }
  await place.drain();
  for (const id of ["1", "2", "3"]) place.truth.set(id, "CLOSED");
  await place.send({ type: "identity.closed", owners: [{ kind: "USER", id: "7", secondaryId: null }] });
  await place.drain();
  const accounts = await place.directory.page(everything, firstPage("ASC"));
  expect(accounts.map(({ facts }) => facts.status)).toEqual(["CLOSED", "CLOSED", "CLOSED"]);
});

test("a message about an account that names none, but its owner, has all of the owner's read", async () => {
  const owners = [{ kind: "USER", id: "7", secondaryId: null }] as const;
  await place.send({ owners });
  await place.worker.round();
  // A new account, as none of the owner's is known.
  expect(await place.deliveries()).toMatchObject([{ state: "WAITING", error: { code: "ACCOUNT_NOT_FOUND" } }]);
  place.truth.set("1", "ACTIVE");
  await place.send({ accountIds: ["1"] });
  await place.drain();
  place.truth.set("1", "SUSPENDED");
  await age(place.database, 1_000);
  await place.drain();
  expect(await statusOf("1")).toBe("SUSPENDED");
  expect(await place.deliveries()).toMatchObject([{ state: "DONE" }, { state: "DONE" }]);
});

test("a message about an owner without accounts is done with", async () => {
  await place.send({ type: "identity.blocked", owners: [{ kind: "USER", id: "8", secondaryId: null }] });
  await place.drain();
  expect(await states()).toEqual([["DONE", 1]]);
});

test("a message about an account that names nothing waits for a person at once, also after a replay", async () => {
  await place.send({});
  await place.drain();
  const [parked] = await place.deliveries();
  const told = { state: "PARKED", attempts: 1, nextAttemptAt: null, error: { code: "WEBHOOK_WITHOUT_ACCOUNT" } };
  expect(parked).toMatchObject(told);
  await reopenDelivery(place.database.write, parked?.id ?? "", await place.database.now());
  await place.drain();
  expect(await place.deliveries()).toMatchObject([told]);
});

test("a message that is about no account, and names none, is done with", async () => {
  await place.send({ type: "iban_structure.created" });
  await place.drain();
  expect(await states()).toEqual([["DONE", 1]]);
  expect(place.asked).toEqual([]);
});

test("a failure is tried again, ever later, for three days, then waits for a person; a replay begins anew", async () => {
  place.fail(outage);
  place.truth.set("1", "ACTIVE");
  await place.send({ accountIds: ["1"] });
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 15; attempt++) {
    await place.worker.round();
    const [waiting] = await place.deliveries();
    expect(waiting).toMatchObject({ state: "WAITING", attempts: attempt, error: { code: "PROVIDER_UNREACHABLE" } });
    waits.push(Math.round((Date.parse(waiting?.nextAttemptAt ?? "") - Date.parse(await place.database.now())) / 1000));
    // Not before its time.
    expect(await place.worker.round()).toBe(0);
    await age(place.database, 2 * 24 * 3_600_000);
  }
  expect(waits.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
  expect(waits.at(-1)).toBe(3_600);

  await age(place.database, 3 * 24 * 3_600_000);
  await place.worker.round();
  const [parked] = await place.deliveries();
  expect(parked).toMatchObject({ state: "PARKED", nextAttemptAt: null, error: { code: "PROVIDER_UNREACHABLE" } });
  await age(place.database, 9 * 24 * 3_600_000);
  expect(await place.worker.round()).toBe(0);

  place.fail(null);
  await reopenDelivery(place.database.write, parked?.id ?? "", await place.database.now());
  await place.drain();
  expect(await place.deliveries()).toMatchObject([{ state: "DONE", attempts: 1, error: null }]);
  expect(await statusOf("1")).toBe("ACTIVE");
});

test("the provider's own wish to be left alone counts", async () => {
  place.fail(new GatewayError("PROVIDER_RATE_LIMITED", "Too many.", { provider: "p", retryAfterMs: 90_000 }));
  await place.send({ accountIds: ["1"] });
  await place.worker.round();
  const [waiting] = await place.deliveries();
  const waitMs = Date.parse(waiting?.nextAttemptAt ?? "") - Date.parse(await place.database.now());
  expect(Math.round(waitMs / 1000)).toBe(90);
});

test("an account that the provider tells of before it can be asked for is tried again", async () => {
  await place.send({ accountIds: ["9"] });
  await place.worker.round();
  expect(await place.deliveries()).toMatchObject([{ state: "WAITING", error: { code: "PROVIDER_ACCOUNT_UNKNOWN" } }]);
  place.truth.set("9", "PENDING");
  await age(place.database, 1_000);
  await place.drain();
  expect(await statusOf("9")).toBe("PENDING");
});

test("an account that is known, and that the provider knows no more, is marked as missing", async () => {
  place.truth.set("1", "ACTIVE");
  await place.send({ accountIds: ["1"] });
  await place.drain();
  place.truth.delete("1");
  await place.send({ accountIds: ["1"] });
  await place.drain();
  expect((await served(place.directory, "1")).missingSince).not.toBeNull();
  expect(await states()).toEqual([
    ["DONE", 1],
    ["DONE", 1],
  ]);
});

test("several processes share the work, and none is done twice", async () => {
  const ids = Array.from({ length: 60 }, (_, index) => String(index));
  for (const id of ids) {
    place.truth.set(id, "ACTIVE");
    await place.send({ accountIds: [id] });
  }
  const workers = [place.worker, place.anotherWorker(), place.anotherWorker()];
  await place.drain(workers);
  expect(place.asked.toSorted()).toEqual(ids.toSorted());
  expect(new Set((await states()).map(String))).toEqual(new Set(["DONE,1"]));
});

test("what a dead process had taken is taken over when its lease has run out; it writes nothing any more", async () => {
  place.truth.set("1", "ACTIVE");
  await place.send({ accountIds: ["1"] });
  const now = await place.database.now();
  const [due] = await loadDueDeliveries(place.database.read, "p", { now, limit: 1 });
  if (due === undefined) throw new Error("nothing is due");
  const inAnHour = new Date(Date.parse(now) + 3_600_000).toISOString();
  const [taken] = await takeDeliveries(place.database, [due], inAnHour);
  expect(await takeDeliveries(place.database, [due], inAnHour)).toEqual([]);
  expect(await place.worker.round()).toBe(0);

  await place.database.write.updateTable("webhook_inbox").set({ lease_until: now }).execute();
  await place.drain();
  expect(await states()).toEqual([["DONE", 2]]);
  if (taken === undefined) throw new Error("it was not taken");
  const failure = { state: "FAILED", error: { code: "PROVIDER_TIMEOUT", message: "" }, nextAttemptAt: now } as const;
  await settleDeliveries(place.database, new Map([[taken, failure]]), now);
  expect(await states()).toEqual([["DONE", 2]]);
});

test("what comes wakes the worker of its process", async () => {
  place.truth.set("1", "ACTIVE");
  await place.worker.start();
  await place.send({ accountIds: ["1"] });
  await expect.poll(states).toEqual([["DONE", 1]]);
});

test("what the stop of a process cuts off is no failure, and another's at once", async () => {
  place.truth.set("1", "ACTIVE");
  const cut = Promise.withResolvers<void>();
  place.before(async () => {
    await cut.promise;
    throw new GatewayError("CANCELLED", "The gateway stops.", { provider: "p" });
  });
  await place.worker.start();
  await place.send({ accountIds: ["1"] });
  await expect.poll(() => place.asked).toEqual(["1"]);
  const stopped = place.worker.stop();
  cut.resolve();
  await stopped;
  expect(await place.deliveries()).toMatchObject([{ state: "WAITING", error: null }]);
  place.before(async () => {});
  await place.drain([place.anotherWorker()]);
  expect(await states()).toEqual([["DONE", 2]]);
});
