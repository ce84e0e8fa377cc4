import { afterEach, expect, test } from "vitest";
import type { AccountRef } from "../../src/domain/account-ref.ts";
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
