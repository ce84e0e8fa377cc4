import { afterEach, beforeEach, expect, test } from "vitest";
import { GatewayError } from "../../src/domain/errors.ts";
import { loadSweeps, saveUnderLease, takeLease } from "../../src/storage/sweep-store.ts";
import { createSweeper } from "../../src/sync/sweeper.ts";
import { answer, served } from "../accounts/directory-fixture.ts";
import { account, listedProvider, pagesOf } from "./listed-provider.ts";
import { openSweptDirectory, reaches, type SweptDirectory, untilStopped } from "./sweeper-fixture.ts";

let place: SweptDirectory;
beforeEach(async () => {
  place = await openSweptDirectory();
});
afterEach(() => place?.close());

test("every account of every provider is read, and how it went is known", async () => {
  const malformed = listedProvider("b", () => ({ accounts: [account("1")], malformed: 2, total: 3 }));
  expect(await (await place.start([])).status("a")).toMatchObject({ state: "PENDING", completedAt: null, error: null });

  const running = await place.start([listedProvider("a", pagesOf(450, 70)), malformed]);
  await reaches(running, "COMPLETE", "a");
  await reaches(running, "COMPLETE", "b");
  expect(await place.stored("a")).toHaveLength(450);
  expect(await running.status("a")).toMatchObject({ seen: 450, malformed: 0, error: null });
  expect(await running.status("b")).toMatchObject({ seen: 1, malformed: 2 });
  const { startedAt, completeAsOf } = await running.status("a");
  expect(completeAsOf).toBe(startedAt);
});

test("accounts that a provider counts but does not list are known to be missing, also after a restart", async () => {
  const boasting = listedProvider("p", () => ({ accounts: [account("1")], total: 3 }));
  const first = await place.start(boasting);
  await reaches(first, "COMPLETE");
  expect(await first.status("p")).toMatchObject({ malformed: 0, missing: 2 });
  await first.stop();

  const down = listedProvider("p", () => {
    throw new GatewayError("PROVIDER_UNREACHABLE", "p cannot be reached.");
  });
  const second = await place.start(down, { intervalMs: () => 0 });
  await reaches(second, "FAILED");
  expect(await second.status("p")).toMatchObject({ missing: 2 });
});

test("a provider that fails keeps what was read, is tried again ever more slowly, and holds up nobody else", async () => {
  let failures = 3;
  const failing = listedProvider("failing", (cursor) => {
    if (cursor === "2" && failures-- > 0) throw new GatewayError("PROVIDER_TIMEOUT", "failing did not answer in time.");
    return pagesOf(4, 2)(cursor);
  });
  let goOn = () => {};
  const sweeper = await place.start([failing, listedProvider("fine", pagesOf(3, 3))], {
    pause: (ms, signal) => (ms < 60_000 ? new Promise((resolve) => (goOn = resolve)) : untilStopped(signal)),
  });
  await reaches(sweeper, "FAILED", "failing");
  await reaches(sweeper, "COMPLETE", "fine");
  expect(await sweeper.status("failing")).toMatchObject({
    completedAt: null,
    error: { code: "PROVIDER_TIMEOUT", message: "failing did not answer in time." },
  });
  expect((await place.stored("failing")).map(({ ref }) => ref.id)).toEqual(["0", "1"]);

  for (const attempt of [1, 2, 3]) {
    await expect.poll(() => place.pauses.filter((ms) => ms < 60_000).length, { timeout: 20_000 }).toBe(attempt);
    goOn();
  }
  await reaches(sweeper, "COMPLETE", "failing");
  expect(await place.stored("failing")).toHaveLength(4);
  expect(place.retries).toEqual([1_000, 2_000, 4_000]);
  expect(await sweeper.status("failing")).toMatchObject({ error: null });
});

test("an error of our own is not shown in its own words", async () => {
  const broken = listedProvider("p", () => {
    throw new TypeError("secret detail");
  });
  const sweeper = await place.start(broken);
  await reaches(sweeper, "FAILED");
  expect((await sweeper.status("p")).error).toEqual({
    code: "INTERNAL_ERROR",
    message: "The accounts could not be swept.",
  });
});

test("after a restart it is still known that everything was read once", async () => {
  const first = await place.start([listedProvider("p", pagesOf(3, 2))]);
  await reaches(first, "COMPLETE");
  const { completedAt } = await first.status("p");
  await first.stop();

  const down = listedProvider("p", () => {
    throw new GatewayError("PROVIDER_UNREACHABLE", "p cannot be reached.");
  });
  const second = await place.start(down, { intervalMs: () => 0 });
  await reaches(second, "FAILED");
  expect(await second.status("p")).toMatchObject({
    completedAt,
    error: { code: "PROVIDER_UNREACHABLE" },
  });
});

test("an account that moved while its page was on the way is read again", async () => {
  let reads = 0;
  const provider = listedProvider(
    "p",
    async () => {
      // While this page is under way, somebody reads the account and stores a newer state; then it moves once more.
      await place.later();
      await place.directory.observe([answer(await place.later(), { label: "newer" }, "1", "p")], "READ");
      await place.later();
      return { accounts: [account("1", "older"), account("2")] };
    },
    {
      getAccount: async (_, id) => {
        reads++;
        await place.later();
        return account(id, "newest");
      },
    },
  );
  const sweeper = await place.start(provider);
  await reaches(sweeper, "COMPLETE");
  expect(reads).toBeGreaterThan(0);
  expect((await served(place.directory, "1", "p")).facts.label).toBe("newest");
  expect(await place.stored("p")).toHaveLength(2);
});

test("a restart soon after a complete sweep does not read everything again; a later one does", async () => {
  let lists = 0;
  const counted = listedProvider("p", (cursor) => {
    lists++;
    return pagesOf(3, 2)(cursor);
  });
  const first = await place.start(counted);
  await reaches(first, "COMPLETE");
  await first.stop();
  const second = await place.start(counted);
  await expect.poll(() => place.pauses.length, { timeout: 20_000 }).toBe(2);
  expect(lists).toBe(2);
  await second.stop();
  const third = await place.start(counted, { intervalMs: () => 0 });
  await expect.poll(() => lists, { timeout: 20_000 }).toBeGreaterThan(2);
  await third.stop();
});

test("an interrupted walk goes on behind the last page that was stored", async () => {
  const cursors: (string | null)[] = [];
  let hang = true;
  const provider = listedProvider("p", (cursor, { signal }) => {
    cursors.push(cursor);
    if (cursor !== "400" || !hang) return pagesOf(450, 100)(cursor);
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  const first = await place.start(provider);
  await expect.poll(() => cursors.length, { timeout: 20_000 }).toBe(5);
  await first.stop();
  hang = false;
  const second = await place.start(provider);
  await reaches(second, "COMPLETE");
  expect(cursors).toEqual([null, "100", "200", "300", "400", "400"]);
  expect(await second.status("p")).toMatchObject({ seen: 450, changed: 450, failed: 0, missing: 0 });
  expect(await place.stored("p")).toHaveLength(450);
});

test("of two processes one sweeps, and the other takes over when it stops", async () => {
  let lists = 0;
  const provider = () =>
    listedProvider("p", (cursor) => {
      lists++;
      return pagesOf(3, 1)(cursor);
    });
  const first = await place.start([provider()]);
  await reaches(first, "COMPLETE");
  // A SQLite file has one process, and its start frees what was left there.
  const standby = place.database.engine.rowLocks ? await place.start([provider()]) : null;
  expect(await (standby ?? first).status("p")).toMatchObject({ state: "COMPLETE", seen: 3 });
  expect(lists).toBe(3);
});

test("a lease that expired is taken, and its former holder writes no more", async () => {
  const at = (ms: number) => new Date(Date.parse("2025-03-01T12:00:00.000Z") + ms).toISOString();
  const take = (owner: string, ms: number) =>
    takeLease(place.database, "p", { owner, now: at(ms), until: at(ms + 10_000) });
  const former = await take("former", 0);
  expect(await take("other", 9_999)).toBeNull();
  const next = await take("other", 10_000);
  if (former === null || next === null) throw new Error("no lease");
  expect(await saveUnderLease(place.database, former.lease, { seen: 7 })).toBe(false);
  expect(await saveUnderLease(place.database, next.lease, { seen: 8 })).toBe(true);
  expect(await loadSweeps(place.database)).toMatchObject([{ provider: "p", seen: 8, lease_owner: "other" }]);
});

test("stopping aborts the call in flight, keeps what was read and counts as no failure", async () => {
  let asked = 0;
  let aborted = false;
  const hanging = listedProvider("p", (cursor, call) => {
    asked++;
    if (cursor === null) return { accounts: [account("1")], next: "1" };
    return new Promise((_, reject) =>
      call.signal.addEventListener("abort", () => {
        aborted = true;
        reject(new GatewayError("CANCELLED", "The call was cancelled."));
      }),
    );
  });
  const sweeper = await place.start(hanging);
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(2);
  await sweeper.stop();
  expect(aborted).toBe(true);
  expect(await sweeper.status("p")).toMatchObject({ state: "RUNNING", error: null });
  expect(await place.stored("p")).toHaveLength(1);
});

test("stopping ends the wait for the next attempt", async () => {
  const down = listedProvider("p", () => {
    throw new GatewayError("PROVIDER_UNREACHABLE", "p cannot be reached.");
  });
  const sweeper = createSweeper({
    directory: place.directory,
    database: place.database,
    providers: [down],
    log: { info() {}, warn() {} },
    intervalMs: () => 3_600_000,
  });
  await sweeper.start();
  await reaches(sweeper, "FAILED");
  await sweeper.stop();
});
