import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCustomerLinks } from "../../src/customers/customer-links.ts";
import { createRetention } from "../../src/events/retention.ts";
import { everything, type FeedWorld, labels, next, openFeedWorld, take } from "./feed-fixture.ts";

let world: FeedWorld;
beforeEach(async () => {
  world = await openFeedWorld();
});
afterEach(() => world?.close());

const all = { viewer: everything, filter: {} } as const;
const active = { status: "ACTIVE", providerStatus: "OPEN" } as const;

test("without a position a follower is told what happens from now on, in order", async () => {
  await world.tell("1", { label: "before" });
  const follower = await world.feed.follow({ ...all, after: null });
  await world.tell("1", { label: "a" });
  await world.tell("2", { label: "b" });
  await world.tell("1", { label: "c" });
  expect(labels(await take(follower, 3))).toEqual(["1 a", "2 new", "1 c"]);
  follower.close();
});

test("with a position it is told everything since, then what happens, each event once", async () => {
  for (let index = 0; index < 100; index++) await world.tell("1", { label: `${index}` });
  const follower = await world.feed.follow({ ...all, after: 40 });
  const replayed = await take(follower, 60);
  const told = next(follower);
  await world.tell("1", { label: "live" });
  const positions = [...replayed, ...((await told) ?? [])].map(({ position }) => position);
  expect(positions).toEqual(Array.from({ length: 61 }, (_, index) => index + 41));
  follower.close();
});

test("what is not in memory any more comes from the database, filtered there too", async () => {
  const small = await openFeedWorld({ keep: 5 });
  try {
    const first = await small.feed.follow({ ...all, after: null });
    for (let index = 0; index < 90; index++) await small.tell(`${index % 3}`, { label: `${index}` });
    const filter = { accounts: [{ provider: "p", id: "1" }] };
    const follower = await small.feed.follow({ viewer: everything, filter, after: 0 });
    expect(labels(await take(follower, 30))).toEqual([
      "1 new",
      ...Array.from({ length: 29 }, (_, index) => `1 ${index * 3 + 4}`),
    ]);
    first.close();
    follower.close();
  } finally {
    await small.close();
  }
});

test("its position moves past events only when they were dealt with", async () => {
  const follower = await world.feed.follow({ ...all, after: null });
  await world.tell("1", { label: "a" });
  await take(follower, 1);
  expect(follower.position).toBe(0);
  const told = next(follower);
  expect(follower.position).toBe(1);
  follower.close();
  await told;
});

test("who waits for nothing is let go", async () => {
  const follower = await world.feed.follow({ ...all, after: null });
  const told = next(follower);
  follower.close();
  expect(await told).toBeNull();
});

describe("a filter", () => {
  test.each([
    [{ types: ["STATUS_CHANGED"] as const }, ["1", "2", "1"]],
    [{ newStatuses: ["CLOSED"] as const, types: ["STATUS_CHANGED"] as const }, ["1", "1"]],
    [{ accounts: [{ provider: "q", id: "2" }] }, ["2", "2"]],
    [{ providers: ["q"] }, ["2", "2"]],
  ])("%j", async (filter, ids) => {
    const live = await world.feed.follow({ viewer: everything, filter, after: null });
    await world.tell("1", active);
    await world.tell("2", active, "q");
    await world.tell("1", { status: "CLOSED", providerStatus: "CLOSED" });
    await world.tell("2", { status: "SUSPENDED", providerStatus: "BLOCKED" }, "q");
    await world.tell("1", active);
    await world.tell("1", { status: "CLOSED", providerStatus: "CLOSED" });
    const later = await world.anotherFeed().follow({ viewer: everything, filter, after: 0 });
    const wanted = ids.length === 3 ? ["1", "2", "1", "1"] : ids;
    for (const follower of [live, later]) {
      expect((await take(follower, wanted.length)).map(({ ref }) => ref.id)).toEqual(wanted);
      follower.close();
    }
  });
});

describe("a customer", () => {
  const bob = { sees: "linked", customerId: "bob" } as const;
  const ownedBy = (id: string) => ({ owner: { kind: "CLIENT" as const, id, secondaryId: null } });
  beforeEach(async () => {
    const owner = { kind: "CLIENT", id: "b" } as const;
    await createCustomerLinks(world.database).link("bob", null, [{ provider: "p", owner }]);
  });

  test("is told of its own accounts only, live and afterwards", async () => {
    const live = await world.feed.follow({ viewer: bob, filter: {}, after: null });
    await world.tell("hers", { ...ownedBy("a"), label: "Alice's" });
    await world.tell("his", { ...ownedBy("b"), label: "Bob's" });
    await world.tell("hers", { label: "Alice's savings" });
    await world.tell("his", { label: "Bob's savings" });
    const later = await world.feed.follow({ viewer: bob, filter: {}, after: 0 });
    for (const follower of [live, later]) {
      expect(labels(await take(follower, 2))).toEqual(["his new", "his Bob's savings"]);
      follower.close();
    }
  });

  test("hears no more of an account that it loses, and nothing of before of one that it gets", async () => {
    await world.tell("1", { ...ownedBy("b"), label: "Bob's" });
    await world.tell("2", { ...ownedBy("a"), label: "Alice's" });
    const live = await world.feed.follow({ viewer: bob, filter: {}, after: null });
    await world.tell("1", ownedBy("c"));
    await world.tell("1", { label: "Carol's" });
    await world.tell("2", { ...ownedBy("b"), label: "Bob's now" });
    const [gained, ...others] = await take(live, 1);
    expect(others).toEqual([]);
    expect(gained).toMatchObject({ ref: { id: "2" }, previousStatus: null });
    expect(gained?.changes.map(({ before }) => before)).toEqual([null, null]);
    live.close();
    const replay = await world.feed.follow({ viewer: bob, filter: {}, after: 0 });
    expect((await take(replay, 1)).map(({ ref }) => ref.id)).toEqual(["2"]);
    replay.close();
  });

  test("whose link is taken away is told nothing that was seen with it, from its next subscription on", async () => {
    await world.tell("1", { ...ownedBy("b"), label: "Bob's" });
    const before = await world.feed.follow({ viewer: bob, filter: {}, after: 0 });
    expect(await take(before, 1)).toHaveLength(1);
    const owner = { kind: "CLIENT", id: "b" } as const;
    await createCustomerLinks(world.database).unlink("bob", [{ provider: "p", owner }]);
    const alone = { provider: "p", accountId: "2" };
    await createCustomerLinks(world.database).link("bob", null, [alone]);
    await world.tell("2", { label: "still" });
    const after = await world.feed.follow({ viewer: bob, filter: {}, after: 0 });
    expect(labels(await take(after, 1))).toEqual(["2 new"]);
    before.close();
    after.close();
  });

  test("is what the back office may ask for", async () => {
    const follower = await world.feed.follow({ viewer: everything, filter: { customer: "bob" }, after: null });
    await world.tell("hers", { ...ownedBy("a"), label: "Alice's" });
    await world.tell("his", { ...ownedBy("b"), label: "Bob's" });
    expect(labels(await take(follower, 1))).toEqual(["his new"]);
    follower.close();
  });
});

describe("old events", () => {
  const retention = (keptMs: number) =>
    createRetention({ database: world.database, keptMs, log: { error: (fields) => expect(fields).toBeNull() } });

  test("are taken away, but for statuses and owners; who has not come so far has to begin anew", async () => {
    const owner = { kind: "CLIENT" as const, id: "b", secondaryId: null };
    await world.tell("1", { ...active, owner: { ...owner, id: "a" }, label: "one" });
    await world.tell("1", { label: "two" });
    await world.tell("1", { status: "CLOSED", providerStatus: "CLOSED" });
    await world.tell("1", { owner });
    expect(await retention(86_400_000).round()).toBe(0);
    expect(await retention(-86_400_000).round()).toBe(4);
    expect(await retention(-86_400_000).round()).toBe(0);
    const page = { newerThan: null, olderThan: null, limit: 10, from: "oldest" } as const;
    expect((await world.feed.page({}, page)).map(({ type }) => type)).toEqual([
      "ACCOUNT_APPEARED",
      "STATUS_CHANGED",
      "DETAILS_CHANGED",
    ]);
    const late = world.feed.follow({ ...all, after: 3 });
    await expect(late).rejects.toMatchObject({ code: "RESYNC_REQUIRED", oldestPosition: 4 });
    const inTime = await world.feed.follow({ ...all, after: 4 });
    await world.tell("1", { label: "three" });
    expect(labels(await take(inTime, 1))).toEqual(["1 three"]);
    inTime.close();
  });

  test("that are taken away before somebody came to them are missed by nobody silently", async () => {
    const small = await openFeedWorld({ keep: 1 });
    try {
      const slow = await small.feed.follow({ ...all, after: null });
      for (let index = 0; index < 5; index++) await small.tell("1", { label: `${index}` });
      await createRetention({ database: small.database, keptMs: -86_400_000, log: { error() {} } }).round();
      await small.tell("1", { label: "last" });
      await (await small.feed.follow({ ...all, after: null })).close();
      await expect(take(slow, 6)).rejects.toMatchObject({ code: "RESYNC_REQUIRED" });
      slow.close();
    } finally {
      await small.close();
    }
  });

  test("a cursor of what has not happened is none of this log", async () => {
    await expect(world.feed.follow({ ...all, after: 1 })).rejects.toMatchObject({ code: "RESYNC_REQUIRED" });
  });

  test("any number of processes take away each event once", async () => {
    for (let index = 0; index < 20; index++) await world.tell("1", { label: `${index}` });
    const rounds = await Promise.all([1, 2, 3, 4].map(() => retention(-86_400_000).round()));
    expect(rounds.reduce((sum, one) => sum + one)).toBe(20);
  });
});
