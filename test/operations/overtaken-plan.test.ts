import { sql } from "kysely";
import { afterEach, expect, test } from "vitest";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import { insertOperation } from "../../src/storage/operation-store.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;
afterEach(() => desk?.close());

test("what was thought through by what an account was before another change is not sent, and thought through anew", async () => {
  desk = await openDesk();
  const { banks, commands, elsewhere } = desk;
  const { directory, later } = desk.place;
  const opened = await commands.createAccount(backOffice, wish("p", "k1"));
  const account = opened.account as AccountRef;
  await later();
  // The account has been read, and is looked up once more, when somebody else closes it.
  const { find } = directory;
  let looks = 0;
  Object.assign(directory, {
    async find(...asked: Parameters<typeof find>) {
      const found = await find(...asked);
      if (++looks !== 2) return found;
      await later();
      await elsewhere.closeAccount(backOffice, { idempotencyKey: "c1", account, reason: null });
      return found;
    },
  });
  const suspension = { idempotencyKey: "s1", account, status: "SUSPENDED", reason: null } as const;
  expect(await commands.changeAccountStatus(backOffice, suspension)).toMatchObject({
    operation: { state: "NOT_SENT", attempts: 0 },
    error: { error: { code: "ACCOUNT_BUSY" } },
  });
  expect(banks.p.received.map(({ method, body }) => [method, body])).toEqual([
    ["POST", expect.any(String)],
    ["PATCH", '{"status":"CLOSED"}'],
  ]);
  expect(await commands.changeAccountStatus(backOffice, suspension)).toMatchObject({
    error: { error: { code: "INVALID_TRANSITION" } },
  });
});

// SQLite has one writer: nothing happens within another transaction.
test.runIf(process.env.TEST_DATABASE_URL)(
  "nor is what stood still while it took the lane, and another change was made meanwhile",
  async () => {
    desk = await openDesk();
    const { banks, commands, elsewhere } = desk;
    const { database, later } = desk.place;
    const opened = await commands.createAccount(backOffice, wish("p", "k1"));
    const account = opened.account as AccountRef;
    await later();
    const suspension = { idempotencyKey: "s1", account, status: "SUSPENDED", reason: null } as const;
    // Somebody else begins to write the same key, and takes it back.
    let suspending: ReturnType<typeof commands.changeAccountStatus> | undefined;
    const tookBack = database.write.transaction().execute(async (transaction) => {
      const key = { caller: backOffice, mutation: "changeAccountStatus", idempotencyKey: "s1" } as const;
      await insertOperation(transaction, key, {
        ...{ id: "another", state: "RECEIVED", fingerprint: "", created_at: await later() },
        ...{ attempts: 0, misses: 0, send_again: 0, candidates: "[]" },
      });
      suspending = commands.changeAccountStatus(backOffice, suspension);
      await expect.poll(waiting).toBe(1);
      await elsewhere.closeAccount(backOffice, { idempotencyKey: "c1", account, reason: null });
      throw new Error("taken back");
    });
    await expect(tookBack).rejects.toThrow("taken back");
    expect(await suspending).toMatchObject({
      operation: { state: "NOT_SENT", attempts: 0 },
      error: { error: { code: "ACCOUNT_BUSY" } },
    });
    expect(banks.p.received.map(({ body }) => body)).toEqual([expect.any(String), '{"status":"CLOSED"}']);

    async function waiting(): Promise<number> {
      const locks = sql<{ waiting: number }>`select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      return (await locks.execute(database.read)).rows[0]?.waiting ?? 0;
    }
  },
);
