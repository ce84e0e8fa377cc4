import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/storage/database.ts";
import { everything, type FeedWorld, labels, next, openFeedWorld, take } from "./feed-fixture.ts";

let world: FeedWorld;
beforeEach(async () => {
  // The backstop is out of the way: what arrives was told by a wake-up.
  world = await openFeedWorld({ pollMs: 3_600_000 });
});
afterEach(() => world?.close());

const all = { viewer: everything, filter: {}, after: null } as const;

test("a commit of this process wakes its followers", async () => {
  const follower = await world.feed.follow(all);
  const told = next(follower);
  await world.tell("1", { label: "a" });
  expect(labels((await told) ?? [])).toEqual(["1 new"]);
  follower.close();
});

test("what no wake-up told is found by looking", async () => {
  const own = await openFeedWorld({ pollMs: 10 });
  try {
    const deaf = Object.assign(Object.create(own.database), { onGrowth: () => ({ stop: async () => {} }) });
    const feed = own.anotherFeed(deaf);
    const follower = await feed.follow(all);
    const told = next(follower);
    await own.tell("1", { label: "a" });
    expect(labels((await told) ?? [])).toEqual(["1 new"]);
    follower.close();
  } finally {
    await own.close();
  }
});

test("who comes while the last one leaves, and events are being read, misses none of those before", async () => {
  let gate: Promise<void> = Promise.resolve();
  let isHeld = false;
  const slow = world.database.read.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (result.rows.some((row) => "provider_account_id" in row)) {
        isHeld = true;
        await gate;
      }
      return result;
    },
  });
  const feed = world.anotherFeed(Object.assign(Object.create(world.database), { read: slow }));
  const last = await feed.follow(all);
  await world.tell("1", { label: "a" });
  expect(labels(await take(last, 1))).toEqual(["1 new"]);

  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  isHeld = false;
  await world.tell("2", { label: "a" });
  await expect.poll(() => isHeld).toBe(true);
  last.close();
  const coming = feed.follow({ ...all, after: 0 });
  await new Promise((done) => setImmediate(done));
  resolve();
  const follower = await coming;
  expect(labels(await take(follower, 2))).toEqual(["1 new", "2 new"]);
  follower.close();
});

test("a database that fails for a while costs nothing but time", async () => {
  const own = await openFeedWorld({ pollMs: 10 });
  try {
    let isBroken = false;
    const selectFrom = (table: "event_log") => {
      if (isBroken) throw new Error("no connection");
      return own.database.read.selectFrom(table);
    };
    const read = { selectFrom };
    const feed = own.anotherFeed(Object.assign(Object.create(own.database), { read }));
    const follower = await feed.follow(all);
    const told = next(follower);
    isBroken = true;
    await own.tell("1", { label: "a" });
    await new Promise((resolve) => setTimeout(resolve, 30));
    isBroken = false;
    expect(labels((await told) ?? [])).toEqual(["1 new"]);
    follower.close();
  } finally {
    await own.close();
  }
});

describe.runIf(process.env.TEST_DATABASE_URL)("several processes on PostgreSQL", () => {
  test("what one writes wakes the other's followers, also after its connection that listens was killed", async () => {
    const database = await openDatabase(world.databaseUrl, { now: Date.now });
    const feed = world.anotherFeed(database);
    const follower = await feed.follow(all);
    await world.tell("1", { label: "a" });
    expect(labels(await take(follower, 1))).toEqual(["1 new"]);

    const admin = new pg.Client({ connectionString: world.databaseUrl });
    await admin.connect();
    const listening = `from pg_stat_activity where application_name = 'account-gateway events' and datname = current_database()`;
    const before = (await admin.query(`select pid ${listening}`)).rows.map(({ pid }) => pid);
    expect(before.length).toBeGreaterThan(0);
    await admin.query(`select pg_terminate_backend(pid) ${listening}`);
    // Told while nobody listens: found when it listens again.
    await world.tell("1", { label: "b" });
    expect(labels(await take(follower, 1))).toEqual(["1 b"]);
    await expect
      .poll(async () => (await admin.query(`select pid ${listening} and state = 'idle'`)).rows.length)
      .toBe(before.length);
    await world.tell("1", { label: "c" });
    expect(labels(await take(follower, 1))).toEqual(["1 c"]);
    await admin.end();
    follower.close();
    await feed.close();
    await database.close();
  });
});
