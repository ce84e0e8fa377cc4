import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { createRecoverer } from "../../src/operations/recoverer.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

/** More than are looked into at a time. */
const many = Array.from({ length: 21 }, (_, index) => `k${index}`);

/** Asks for an account whose answer is lost on the way there. */
async function lose(bank: "p" | "q", key: string): Promise<void> {
  desk.banks[bank].fates.push("lost-before");
  await desk.commands.createAccount(backOffice, wish(bank, key));
}

const stateOf = async (key: string) => (await desk.journal.find(backOffice, "createAccount", key))?.state;

test("a bank that does not answer keeps nobody waiting who is in doubt at another one", async () => {
  desk = await openDesk({ lookEveryMs: 1, whenNotFound: "again" });
  for (const key of many) await lose("p", key);
  const { promise, resolve } = Promise.withResolvers<void>();
  desk.banks.p.gate = promise;
  await desk.due();
  await desk.recoverer.start();
  try {
    await expect.poll(() => desk.banks.p.received.length).toBe(many.length + 20);
    await lose("q", "other");
    await expect
      .poll(async () => {
        await desk.place.later();
        await desk.due();
        return stateOf("other");
      })
      .toBe("SUCCEEDED");
  } finally {
    resolve();
    await desk.recoverer.stop();
  }
});

test("who has waited longest is looked into first, however many were asked for before", async () => {
  desk = await openDesk();
  for (const key of many) await lose("p", key);
  await desk.due();
  const last = many.at(-1) ?? "";
  await desk.place.database.write
    .updateTable("operations")
    .set({ next_attempt_at: "1999-01-01T00:00:00.000Z" })
    .where("idempotency_key", "=", last)
    .execute();
  await desk.recoverer.round();
  expect(await stateOf(last)).toBe("SUCCEEDED");
});

test("where nothing can be written down, it is not tried again without a pause", async () => {
  desk = await openDesk();
  for (const key of many) await lose("p", key);
  await desk.due();
  const { database, directory } = desk.place;
  let isUp = true;
  const refused: unknown[] = [];
  const recoverer = createRecoverer({
    database: {
      ...database,
      get write() {
        if (isUp) return database.write;
        throw new Error("The disk is full.");
      },
    },
    directory,
    providers: new Map([["p", desk.banks.p.provider]]),
    settings: () => ({ settleSeconds: 0, whenNotFound: "person" }),
    log: { info() {}, warn() {}, error: (fields) => void refused.push(fields) },
    everyMs: 3_600_000,
    keptMs: 86_400_000,
  });
  const started = recoverer.start();
  // Only what lets go of the leases of an earlier process is written before.
  isUp = false;
  await started;
  await expect.poll(() => refused.length).toBe(20);
  await sleep(200);
  expect(refused).toHaveLength(20);
  await recoverer.stop();
});
