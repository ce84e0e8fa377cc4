import { afterEach, beforeEach, expect, test } from "vitest";
import { eraseDetails } from "../../src/audit/erase.ts";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import { backOffice, type Desk, openDesk, openedAt } from "../operations/desk.ts";
import { wholeLog } from "./audit-fixture.ts";

const reason = "a fraud that was found out";
let desk: Desk;
let account: AccountRef;

beforeEach(async () => {
  desk = await openDesk();
  account = await openedAt("p", desk);
  await desk.place.later();
});
afterEach(() => desk?.close());

const suspended = () =>
  desk.commands.changeAccountStatus(backOffice, { idempotencyKey: "s", account, status: "SUSPENDED", reason });
const entriesOf = async (operationId = "") =>
  (await wholeLog(desk.place.database, { operationId })).map(({ kind, details }) => [kind, details?.reason ?? null]);

test("why a status was changed and why an account was closed is kept", async () => {
  const changes = [
    await suspended(),
    await desk.commands.closeAccount(backOffice, { idempotencyKey: "c", account, reason }),
  ];
  for (const { operation } of changes) {
    expect(operation?.state).toBe("SUCCEEDED");
    const entries = [
      ["STATUS_CHANGED", null],
      ["REASON_GIVEN", reason],
    ];
    expect(await entriesOf(operation?.id)).toEqual(entries);
  }
});

test("a change for which no reason is given has no entry about one", async () => {
  const { operation } = await desk.commands.closeAccount(backOffice, { idempotencyKey: "c", account, reason: null });
  expect(await entriesOf(operation?.id)).toEqual([["STATUS_CHANGED", null]]);
});

test("why a change was asked for is kept where it is refused, and where it is found later", async () => {
  desk.banks.p.fates.push("rejected");
  const { operation: refused } = await desk.commands.closeAccount(backOffice, { idempotencyKey: "c", account, reason });
  expect(await entriesOf(refused?.id)).toEqual([["FAILED_WRITE", reason]]);
  desk.banks.p.fates.push("lost-after");
  const { operation: found } = await suspended();
  await desk.settled();
  expect(await entriesOf(found?.id)).toEqual(
    expect.arrayContaining([
      ["FAILED_WRITE", reason],
      ["REASON_GIVEN", reason],
    ]),
  );
});

test.each([reason, null])("that a holder was closed, and why, is kept: %s", async (why) => {
  Object.assign(desk.banks.p.provider, {
    planHolderClosing: () => ({ method: "PATCH", path: `/${account.id}`, body: '{"status":"CLOSED"}', key: null }),
  });
  const holder = { provider: "p", owner: { kind: "USER", id: "o1" }, reason: why } as const;
  const { operation } = await desk.commands.closeAccountHolder(backOffice, { idempotencyKey: "h", ...holder });
  const filter = { operationId: operation?.id ?? "", kinds: ["HOLDER_CLOSED", "REASON_GIVEN"] as const };
  expect(await wholeLog(desk.place.database, filter)).toMatchObject([
    { kind: "HOLDER_CLOSED", provider: "p", accountId: null, details: { owner: holder.owner, reason: why } },
  ]);
});

test("reasons are erased with the rest, from the log and from the journal", async () => {
  await suspended();
  const { database } = desk.place;
  await eraseDetails(database, { account }, { actor: { system: "COMMAND" }, reason: null });
  const kept = [
    await wholeLog(database),
    await database.read.selectFrom("operations").selectAll().execute(),
    await database.read.selectFrom("account_events").selectAll().execute(),
  ];
  expect(JSON.stringify(kept)).not.toContain(reason);
});
