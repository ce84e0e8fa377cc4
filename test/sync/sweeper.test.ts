import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AccountSnapshot } from "../../src/domain/account-snapshot.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { loadSweeps, saveUnderLease, takeLease } from "../../src/storage/sweep-store.ts";
import { createSweeper, type Sweeper } from "../../src/sync/sweeper.ts";
import {
  answer,
  everything,
  firstPage,
  openTestDirectory,
  served,
  type TestDirectory,
} from "../accounts/directory-fixture.ts";
import { account, listedProvider, pagesOf } from "./listed-provider.ts";

/** What was told of the waits before new attempts, in milliseconds: a wait itself is shorter by what the database takes. */
let retries: number[];
const quiet = {
  info() {},
  warn: (fields: object) => void ("retryMs" in fields && retries.push(Number(fields.retryMs))),
};
const hour = 3_600_000;
let place: TestDirectory;
let sweepers: Sweeper[];
/** How long the sweeper waited before each new attempt, in milliseconds. */
let pauses: number[];

beforeEach(async () => {
  place = await openTestDirectory({ providers: ["p", "a", "b", "fine", "failing"] });
  sweepers = [];
  pauses = [];
  retries = [];
});

afterEach(async () => {
  await Promise.all(sweepers.map((one) => one.stop()));
  await place.close();
});

/** A process that imports from these providers; `pause` decides how an attempt waits. */
async function startSweeper(
  providers: readonly Provider[],
  pause: (signal: AbortSignal, ms: number) => Promise<void> = untilStopped,
  intervalMs = hour,
) {
  const sweeper = createSweeper({
    directory: place.directory,
    database: place.database,
    providers,
    log: quiet,
    intervalMs: () => intervalMs,
    timing: { settleEveryMs: hour },
    pause: (ms, signal) => {
      pauses.push(ms);
      return pause(signal, ms);
    },
  });
  sweepers.push(sweeper);
  await sweeper.start();
  return sweeper;
}

const untilStopped = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });

const reaches = (sweeper: Sweeper, provider: string, state: string) =>
  expect.poll(async () => (await sweeper.status(provider)).state, { timeout: 20_000 }).toBe(state);

async function stored(provider: string): Promise<readonly AccountSnapshot[]> {
  return place.directory.page(everything, firstPage("ASC", { providers: [provider] }, 10_000));
}

test("every account of every provider is read, and how it went is known", async () => {
  const malformed = listedProvider("b", () => ({ accounts: [account("1")], malformed: 2, total: 3 }));
  const sweeper = createSweeper({
    directory: place.directory,
    database: place.database,
    providers: [],
    log: quiet,
    intervalMs: () => hour,
  });
  expect(await sweeper.status("a")).toMatchObject({ state: "PENDING", completedAt: null, error: null });

  const running = await startSweeper([listedProvider("a", pagesOf(450, 70)), malformed]);
  await reaches(running, "a", "COMPLETE");
  await reaches(running, "b", "COMPLETE");
  expect(await stored("a")).toHaveLength(450);
  expect(await running.status("a")).toMatchObject({ seen: 450, malformed: 0, error: null });
  expect(await running.status("b")).toMatchObject({ seen: 1, malformed: 2 });
  const { startedAt, completeAsOf } = await running.status("a");
  expect(completeAsOf).toBe(startedAt);
});

test("accounts that a provider counts but does not list are known to be missing, also after a restart", async () => {
  const boasting = listedProvider("p", () => ({ accounts: [account("1")], total: 3 }));
  const first = await startSweeper([boasting]);
  await reaches(first, "p", "COMPLETE");
  expect(await first.status("p")).toMatchObject({ malformed: 0, missing: 2 });
  await first.stop();

  const down = listedProvider("p", () => {
    throw new GatewayError("PROVIDER_UNREACHABLE", "p cannot be reached.");
  });
  const second = await startSweeper([down], untilStopped, 0);
  await reaches(second, "p", "FAILED");
  expect(await second.status("p")).toMatchObject({ missing: 2 });
});

test("a provider that fails keeps what was read, is tried again ever more slowly, and holds up nobody else", async () => {
  let failures = 3;
  const failing = listedProvider("failing", (cursor) => {
    if (cursor === "2" && failures-- > 0) throw new GatewayError("PROVIDER_TIMEOUT", "failing did not answer in time.");
    return pagesOf(4, 2)(cursor);
  });
  let goOn = () => {};
  const sweeper = await startSweeper([failing, listedProvider("fine", pagesOf(3, 3))], (signal, ms) =>
    ms < 60_000 ? new Promise((resolve) => (goOn = resolve)) : untilStopped(signal),
  );
  await reaches(sweeper, "failing", "FAILED");
  await reaches(sweeper, "fine", "COMPLETE");
  expect(await sweeper.status("failing")).toMatchObject({
    completedAt: null,
    error: { code: "PROVIDER_TIMEOUT", message: "failing did not answer in time." },
  });
  expect((await stored("failing")).map(({ ref }) => ref.id)).toEqual(["0", "1"]);

  for (const attempt of [1, 2, 3]) {
    await expect.poll(() => pauses.filter((ms) => ms < 60_000).length, { timeout: 20_000 }).toBe(attempt);
    goOn();
  }
  await reaches(sweeper, "failing", "COMPLETE");
  expect(await stored("failing")).toHaveLength(4);
  expect(retries).toEqual([1_000, 2_000, 4_000]);
  expect(await sweeper.status("failing")).toMatchObject({ error: null });
});

test("an error of our own is not shown in its own words", async () => {
  const broken = listedProvider("p", () => {
    throw new TypeError("secret detail");
  });
  const sweeper = await startSweeper([broken], untilStopped);
  await reaches(sweeper, "p", "FAILED");
  expect((await sweeper.status("p")).error).toEqual({
    code: "INTERNAL_ERROR",
    message: "The accounts could not be swept.",
  });
});

test("after a restart it is still known that everything was read once", async () => {
  const first = await startSweeper([listedProvider("p", pagesOf(3, 2))]);
  await reaches(first, "p", "COMPLETE");
  const { completedAt } = await first.status("p");
  await first.stop();

  const down = listedProvider("p", () => {
    throw new GatewayError("PROVIDER_UNREACHABLE", "p cannot be reached.");
  });
  const second = await startSweeper([down], untilStopped, 0);
  await reaches(second, "p", "FAILED");
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
  const sweeper = await startSweeper([provider]);
  await reaches(sweeper, "p", "COMPLETE");
  expect(reads).toBeGreaterThan(0);
  expect((await served(place.directory, "1", "p")).facts.label).toBe("newest");
  expect(await stored("p")).toHaveLength(2);
});

test("a restart soon after a complete sweep does not read everything again; a later one does", async () => {
  let lists = 0;
  const counted = listedProvider("p", (cursor) => {
    lists++;
    return pagesOf(3, 2)(cursor);
  });
  const first = await startSweeper([counted]);
  await reaches(first, "p", "COMPLETE");
  await first.stop();
  const second = await startSweeper([counted]);
  await expect.poll(() => pauses.length, { timeout: 20_000 }).toBe(2);
  expect(lists).toBe(2);
  await second.stop();
  const third = await startSweeper([counted], untilStopped, 0);
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
  const first = await startSweeper([provider]);
  await expect.poll(() => cursors.length, { timeout: 20_000 }).toBe(5);
  await first.stop();
  hang = false;
  const second = await startSweeper([provider]);
  await reaches(second, "p", "COMPLETE");
  expect(cursors).toEqual([null, "100", "200", "300", "400", "400"]);
  expect(await second.status("p")).toMatchObject({ seen: 450, changed: 450, failed: 0, missing: 0 });
  expect(await stored("p")).toHaveLength(450);
});

test("of two processes one sweeps, and the other takes over when it stops", async () => {
  let lists = 0;
  const provider = () =>
    listedProvider("p", (cursor) => {
      lists++;
      return pagesOf(3, 1)(cursor);
    });
  const first = await startSweeper([provider()], untilStopped, hour);
  await reaches(first, "p", "COMPLETE");
  // A SQLite file has one process, and its start frees what was left there.
  const standby = place.database.engine.rowLocks ? await startSweeper([provider()], untilStopped, hour) : null;
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

describe("accounts that a list no longer shows", () => {
  const missing = async () =>
    (await stored("p")).filter(({ missingSince }) => missingSince !== null).map(({ ref }) => ref.id);

  /** A complete sweep over `before` accounts, then one over those that `stays` keeps; `known` are found by id. */
  async function sweepTwice(before: number, stays: (id: number) => boolean, known: readonly string[] = []) {
    await place.directory.observe(
      Array.from({ length: before }, (_, id) => ({
        ref: { provider: "p", id: String(id) },
        account: account(String(id)),
        asOf: "2025-02-01T12:00:00.000Z",
      })),
      "SWEEP",
    );
    await place.later();
    const ids = Array.from({ length: before }, (_, id) => id).filter(stays);
    const shrunk = listedProvider("p", () => ({ accounts: ids.map((id) => account(String(id))) }), {
      getAccount: async (_, id) => (known.includes(id) ? account(id) : null),
    });
    return startSweeper([shrunk]);
  }

  test("are asked for, and marked when the provider does not know them; they return when they are seen", async () => {
    await reaches(await sweepTwice(10, (id) => id > 3, ["0"]), "p", "COMPLETE");
    expect(await missing()).toEqual(["1", "2", "3"]);
    await place.later();
    await Promise.all(sweepers.map((one) => one.stop()));
    const back = listedProvider("p", pagesOf(10, 10), { getAccount: async (_, id) => account(id) });
    await startSweeper([back], untilStopped, 0);
    await expect.poll(missing, { timeout: 20_000 }).toEqual([]);
  });

  test("fail the sweep when they are more than one in a hundred and more than three, and none is marked", async () => {
    const sweeper = await sweepTwice(20, (id) => id > 3);
    await reaches(sweeper, "p", "FAILED");
    expect((await sweeper.status("p")).error).toMatchObject({ code: "SWEEP_TOO_MANY_MISSING" });
    expect(await missing()).toEqual([]);
  });

  test("an empty list of a provider that had accounts is not believed", async () => {
    const sweeper = await sweepTwice(2, () => false);
    await reaches(sweeper, "p", "FAILED");
    expect((await sweeper.status("p")).error).toMatchObject({ code: "SWEEP_TOO_MANY_MISSING" });
    expect(await missing()).toEqual([]);
  });
});

test("a main account that only its sub-account names is read", async () => {
  const sub = { ...account("sub"), facts: { label: "told", mainAccountId: "main" } };
  const provider = listedProvider("p", () => ({ accounts: [sub] }), { getAccount: async (_, id) => account(id) });
  await reaches(await startSweeper([provider]), "p", "COMPLETE");
  expect((await stored("p")).map(({ ref }) => ref.id).sort()).toEqual(["main", "sub"]);
});

describe("a change of status that a list tells", () => {
  const status = (word: "ACTIVE" | "CLOSED") => ({ status: word, providerStatus: word });
  const toldBy = (list: "ACTIVE" | "CLOSED", getAccount: Provider["getAccount"]) =>
    listedProvider("p", () => ({ accounts: [{ ...account("1"), facts: status(list) }] }), { getAccount });

  beforeEach(async () => {
    await place.directory.observe([answer(await place.later(), status("ACTIVE"), "1", "p")], "READ");
    await place.later();
  });

  test("is stored when the account itself tells it", async () => {
    const confirming = toldBy("CLOSED", async (_, id) => ({ ...account(id), facts: status("CLOSED") }));
    await reaches(await startSweeper([confirming]), "p", "COMPLETE");
    const { facts, statusChangedAt } = await served(place.directory, "1", "p");
    expect([facts.status, statusChangedAt]).toEqual(["CLOSED", expect.any(String)]);
  });

  test("is not stored when the account itself tells otherwise, or nothing", async () => {
    const denying = toldBy("CLOSED", async (_, id) => ({ ...account(id), facts: status("ACTIVE") }));
    await reaches(await startSweeper([denying]), "p", "COMPLETE");
    const silentOne = toldBy("CLOSED", async () => {
      throw new GatewayError("PROVIDER_TIMEOUT", "p did not answer in time.");
    });
    await reaches(await startSweeper([silentOne]), "p", "COMPLETE");
    const { facts, statusChangedAt } = await served(place.directory, "1", "p");
    expect([facts.status, statusChangedAt]).toEqual(["ACTIVE", null]);
  });
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
  const sweeper = await startSweeper([hanging]);
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(2);
  await sweeper.stop();
  expect(aborted).toBe(true);
  expect(await sweeper.status("p")).toMatchObject({ state: "RUNNING", error: null });
  expect(await stored("p")).toHaveLength(1);
});

test("stopping ends the wait for the next attempt", async () => {
  const down = listedProvider("p", () => {
    throw new GatewayError("PROVIDER_UNREACHABLE", "p cannot be reached.");
  });
  const sweeper = createSweeper({
    directory: place.directory,
    database: place.database,
    providers: [down],
    log: quiet,
    intervalMs: () => hour,
  });
  await sweeper.start();
  await reaches(sweeper, "p", "FAILED");
  await sweeper.stop();
});
