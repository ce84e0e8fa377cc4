import { afterEach, expect, test, vi } from "vitest";
import { shifted } from "../../src/domain/instant.ts";
import { holding, leaseUntil } from "../../src/operations/lease.ts";
import type { Database } from "../../src/storage/database.ts";
import { changeOperation, findOperation, renewLease, takeOperation } from "../../src/storage/operation-store.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(async () => {
  vi.useRealTimers();
  await desk?.close();
});

test("a renewal that arrives when the lease was given up does not take it again", async () => {
  desk = await openDesk();
  const { database } = desk.place;
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  const [id, now] = [operation?.id ?? "", await database.now()];
  const taken = await takeOperation(database.write, { id, fence: 1, states: ["IN_DOUBT"] }, { lease_until: now }, now);
  if (taken === null) throw new Error("Nobody else looks into it.");

  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow: Database = { ...database, now: () => promise.then(() => database.now()) };
  await holding(slow, { stored: taken, clock: () => 0, at: 0 }, async (isOurs) => {
    vi.advanceTimersByTime(5_000);
    await changeOperation(database.write, { id, fence: 2, states: ["IN_DOUBT"] }, { lease_until: null });
    resolve();
    await expect.poll(isOurs).toBe(false);
  });
  const key = { caller: backOffice, mutation: "createAccount", idempotencyKey: "k1" } as const;
  expect(await findOperation(database.read, key)).toMatchObject({ fence: 2, leaseUntil: null });
});

test("a renewal that was overtaken by a later one makes the lease no shorter", async () => {
  desk = await openDesk();
  const { database } = desk.place;
  const answering = Promise.withResolvers<void>();
  desk.banks.p.gate = answering.promise;
  const asked = desk.commands.createAccount(backOffice, wish("p", "k1"));
  await expect.poll(() => desk.banks.p.received.length).toBe(1);
  const row = () =>
    database.read.selectFrom("operations").select(["id", "fence", "lease_until"]).executeTakeFirstOrThrow();
  const { id, fence } = await row();
  const until = leaseUntil(shifted(await database.now(), 10_000));
  expect(await renewLease(database.write, { id, fence }, until)).toBe(true);
  expect(await renewLease(database.write, { id, fence }, leaseUntil(await database.now()))).toBe(true);
  expect((await row()).lease_until).toBe(until);
  answering.resolve();
  await asked;
});
