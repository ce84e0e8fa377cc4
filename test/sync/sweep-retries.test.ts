import { afterEach, beforeEach, expect, test } from "vitest";
import { GatewayError } from "../../src/domain/errors.ts";
import { type Held, underLease } from "../../src/sync/lease.ts";
import { answer } from "../accounts/directory-fixture.ts";
import { account, listedProvider, pagesOf } from "./listed-provider.ts";
import { openSweptDirectory, reaches, type SweptDirectory, untilStopped } from "./sweeper-fixture.ts";

let place: SweptDirectory;
beforeEach(async () => {
  place = await openSweptDirectory();
});
afterEach(() => place.close());

/** Waits for nothing before so many attempts, then for the end. */
function impatient(attempts: number) {
  let pauses = 0;
  return async (_: number, signal: AbortSignal) => {
    if (++pauses > attempts) await untilStopped(signal);
  };
}

const timeout = () => new GatewayError("PROVIDER_TIMEOUT", "p did not answer in time.");
const seconds = (...all: number[]) => all.map((one) => one * 1_000);

test("a list that stays too short is tried ever more slowly, although each attempt reads it to the end", async () => {
  await place.known(20);
  const shrunk = listedProvider("p", () => ({ accounts: [account("1")] }), { getAccount: async () => null });
  await place.start(shrunk, { pause: impatient(5) });
  await expect.poll(() => place.retries.length, { timeout: 20_000 }).toBe(6);
  expect(place.retries).toEqual(seconds(1, 2, 4, 8, 16, 32));
});

test("so is a page that never makes sense", async () => {
  const broken = listedProvider("p", (cursor) => {
    if (cursor === "2") throw new GatewayError("PROVIDER_MALFORMED_ANSWER", "p answered something else.");
    return pagesOf(4, 2)(cursor);
  });
  await place.start(broken, { pause: impatient(3) });
  await expect.poll(() => place.retries.length, { timeout: 20_000 }).toBe(4);
  expect(place.retries).toEqual(seconds(1, 2, 4, 8));
});

test("a walk that gets on is tried again soon; a place where it fails again and again is given up", async () => {
  const failing = new Map([
    ["2", 2],
    ["4", 5],
  ]);
  const cursors: (string | null)[] = [];
  const stumbling = listedProvider("p", (cursor) => {
    cursors.push(cursor);
    const left = failing.get(cursor ?? "") ?? 0;
    if (left > 0) {
      failing.set(cursor ?? "", left - 1);
      throw timeout();
    }
    return pagesOf(6, 2)(cursor);
  });
  await reaches(await place.start(stumbling, { pause: impatient(7) }), "COMPLETE");
  expect(place.retries).toEqual(seconds(1, 2, 1, 2, 4, 32, 64));
  expect(cursors).toEqual([null, "2", "2", "2", "4", "4", "4", "4", null, "2", "4", null, "2", "4"]);
});

test("when a sweep cannot even note its failure, nobody works on without the lease", async () => {
  let isAway = false;
  const directory = {
    ...place.directory,
    async now() {
      if (isAway) throw new Error("the database is away");
      return place.directory.now();
    },
  };
  const pending = { status: "PENDING" as const, providerStatus: "pending" };
  await place.directory.observe([answer("2025-02-01T12:00:00.000Z", pending)], "READ");
  const settling = Promise.withResolvers<AbortSignal>();
  const provider = listedProvider(
    "p",
    async () => {
      await settling.promise;
      isAway = true;
      throw timeout();
    },
    {
      getAccount({ signal }) {
        settling.resolve(signal);
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    },
  );
  const attendedAgain = Promise.withResolvers<void>();
  await place.start(provider, {
    directory,
    timing: { settleEveryMs: 1 },
    pause: (_, signal) => {
      attendedAgain.resolve();
      return untilStopped(signal);
    },
  });
  await attendedAgain.promise;
  expect((await settling.promise).aborted).toBe(true);
});

test("work that fails under a lease leaves nothing of it running", async () => {
  const { signal } = new AbortController();
  const signals: AbortSignal[] = [];
  const work = async (held: Held) => {
    signals.push(held.signal);
    throw new Error("the database is away");
  };
  const options = { owner: "one", leaseMs: 15_000, signal };
  await expect(underLease(place.database, "p", options, work)).rejects.toThrow("away");
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

test("what is read twice, after an interruption and once more because the provider counts more, is seen once", async () => {
  let fails = true;
  const provider = listedProvider("p", (cursor) => {
    if (cursor === "4" && fails) {
      fails = false;
      throw timeout();
    }
    return { ...pagesOf(6, 2)(cursor), total: 7 };
  });
  const sweeper = await place.start(provider, { pause: impatient(1) });
  await reaches(sweeper, "COMPLETE");
  expect(await sweeper.status("p")).toMatchObject({ seen: 6, missing: 1 });
});
