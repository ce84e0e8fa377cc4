import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AccountStatus, accountStatuses } from "../../src/domain/account.ts";
import { countByState } from "../../src/storage/webhook-list.ts";
import { everything } from "../accounts/directory-fixture.ts";
import { type HookedDirectory, openHookedDirectory } from "./fixture.ts";

let place: HookedDirectory;
beforeEach(async () => {
  place = await openHookedDirectory({ runs: true });
});
afterEach(() => place.close());

const rounds = 6;

/** What happens to one account: when it changes, and when its messages come, each once or more, in whatever order. */
const fate = fc.array(
  fc.record({
    status: fc.constantFrom(...accountStatuses),
    at: fc.integer({ min: 0, max: rounds - 2 }),
    arrivesAfter: fc.array(fc.integer({ min: 0, max: rounds }), { minLength: 1, maxLength: 2 }),
    isNumbered: fc.boolean(),
  }),
  { minLength: 1, maxLength: 2 },
);

interface Arrival {
  readonly id: string;
  readonly key: string;
  readonly isNumbered: boolean;
}

test("10,000 permutations of duplicated, reordered and delayed deliveries end in the provider's true state", async () => {
  const fates = fc.sample(fate, { seed: 7, numRuns: 10_000 });
  const truth: [string, AccountStatus][][] = Array.from({ length: rounds }, () => []);
  const arrivals: Arrival[][] = Array.from({ length: 2 * rounds }, () => []);
  for (const [index, changes] of fates.entries()) {
    const id = String(index);
    for (const [number, { status, at, arrivesAfter, isNumbered }] of changes.entries()) {
      truth[at]?.push([id, status]);
      // Those without a number all look alike.
      const key = isNumbered ? `${id}:${number}` : id;
      for (const later of arrivesAfter) arrivals[at + later]?.push({ id, key, isNumbered });
    }
  }
  const turns = fc.sample(fc.nat(3), { seed: 8, numRuns: 997 });
  let turn = 0;
  // Answers overtake each other.
  place.before(async () => {
    for (let left = turns[turn++ % turns.length] ?? 0; left > 0; left--) await nextTurn();
  });
  const workers = [place.worker, place.anotherWorker()];
  for (const worker of workers) await worker.start();
  for (let round = 0; round < arrivals.length; round++) {
    for (const [id, status] of truth[round] ?? []) place.truth.set(id, status);
    const now = arrivals[round] ?? [];
    for (let start = 0; start < now.length; start += 200) {
      await Promise.all(
        now.slice(start, start + 200).map(({ id, ...hint }) => place.send({ ...hint, accountIds: [id] })),
      );
    }
  }
  while ((await countByState(place.database.read, ["WAITING"])).length > 0) await sleep(100);
  await Promise.all(workers.map((worker) => worker.stop()));

  const refs = fates.map((_, index) => ({ provider: "p", id: String(index) }));
  const known = await place.directory.find(everything, refs);
  const told = [...known.values()].map(({ ref: { id }, facts }) => [id, facts.status]);
  expect(new Map(told as [string, AccountStatus][])).toEqual(place.truth);
  expect(place.arrivals.length).toBe(arrivals.flat().length);

  // Every event goes on where the one before it ended.
  const events = await place.database.read
    .selectFrom("account_events")
    .select(["account_id", "type", "previous_status", "new_status", "cause", "delivery_id"])
    .orderBy("position")
    .execute();
  const last = new Map<number, string>();
  for (const { account_id, previous_status, new_status, cause, delivery_id } of events) {
    expect([previous_status, cause, delivery_id !== null]).toEqual([last.get(account_id) ?? null, "WEBHOOK", true]);
    last.set(account_id, new_status);
  }
}, 240_000);
