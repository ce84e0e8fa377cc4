import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import { backOffice, type Desk, openDesk, openedAt } from "../operations/desk.ts";
import { wholeLog } from "./audit-fixture.ts";

const { issuer, clientId, subject } = backOffice;
const clerk = { issuer, clientId, subject };
const occasion = { idempotencyKey: "c", reason: null };
let desk: Desk;
let account: AccountRef;

beforeEach(async () => {
  desk = await openDesk();
  account = await openedAt("q", desk);
  await desk.place.later();
});
afterEach(() => desk?.close());

/** What the audit log has of an operation, and the events that came of it. */
async function traces(operationId = "") {
  const { database } = desk.place;
  const entries = await wholeLog(database, { operationId });
  const events = database.read.selectFrom("account_events").select(["type", "cause", "new_status"]);
  return {
    entries: entries.map(({ kind, actor, details }) => [kind, actor, details?.cause ?? details?.mutation]),
    events: await events.where("operation_id", "=", operationId).execute(),
  };
}

/** As when somebody looks at the account meanwhile. */
async function seen(): Promise<void> {
  const { provider } = desk.banks.q;
  const call = { signal: new AbortController().signal, priority: "foreground" } as const;
  await desk.place.later();
  const asOf = await desk.place.directory.now();
  const told = await provider.getAccount(call, account.id);
  if (told === null) throw new Error("the account is not there");
  await desk.place.later();
  await desk.place.directory.observe([{ ref: account, asOf, account: told }], "READ");
}

const closing = { type: "STATUS_CHANGED", cause: "MUTATION", new_status: "CLOSED" };

test("a change whose answer was lost is its caller's when it is found", async () => {
  desk.banks.q.fates.push("lost-after");
  const { operation } = await desk.commands.closeAccount(backOffice, { ...occasion, account });
  await desk.settled();
  expect(await traces(operation?.id)).toEqual({
    entries: [
      ["FAILED_WRITE", clerk, "closeAccount"],
      ["STATUS_CHANGED", clerk, "MUTATION"],
    ],
    events: [closing],
  });
});

test("so are the accounts of a holder that was closed", async () => {
  const request = { method: "PATCH", path: `/${account.id}`, body: '{"status":"CLOSED"}', key: null };
  Object.assign(desk.banks.q.provider, { planHolderClosing: () => request });
  desk.banks.q.fates.push("lost-after");
  const holder = { provider: "q", owner: { kind: "USER", id: "o1" } } as const;
  const { operation } = await desk.commands.closeAccountHolder(backOffice, { ...occasion, ...holder });
  await desk.settled();
  const { entries, events } = await traces(operation?.id);
  expect(entries.slice(1)).toEqual([
    ["STATUS_CHANGED", clerk, "MUTATION"],
    ["HOLDER_CLOSED", clerk, undefined],
  ]);
  expect(events).toEqual([closing]);
});

test("what an account shows that was not asked for is nobody's", async () => {
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.closeAccount(backOffice, { ...occasion, account });
  const { books } = desk.banks.q;
  for (const [id, facts] of books) books.set(id, { ...facts, status: "SUSPENDED" });
  await desk.settled();
  expect((await desk.journal.get(operation?.id ?? ""))?.state).toBe("REJECTED");
  expect((await traces(operation?.id)).events).toEqual([]);
  const changed = await wholeLog(desk.place.database, { kinds: ["STATUS_CHANGED"] });
  expect(changed).toMatchObject([{ actor: { system: "READ" }, operationId: null, details: { cause: "READ" } }]);
});

test("a change that somebody saw before its answer came names its caller", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { provider } = desk.banks.q;
  const { send } = provider;
  Object.assign(provider, {
    send: async (...request: Parameters<NonNullable<typeof send>>) => {
      const told = await send?.(...request);
      await promise;
      return told;
    },
  });
  const changing = desk.commands.closeAccount(backOffice, { ...occasion, account });
  await expect.poll(() => desk.banks.q.books.get(account.id)?.status).toBe("CLOSED");
  await seen();
  resolve();
  const { operation } = await changing;
  expect(operation?.state).toBe("SUCCEEDED");
  expect(await traces(operation?.id)).toEqual({ entries: [["CHANGE_MADE", clerk, "closeAccount"]], events: [] });
});

test("so does one that somebody saw before it was found", async () => {
  desk.banks.q.fates.push("lost-after");
  const { operation } = await desk.commands.closeAccount(backOffice, { ...occasion, account });
  await seen();
  await desk.settled();
  const { entries } = await traces(operation?.id);
  expect(entries.slice(1)).toEqual([["CHANGE_MADE", clerk, "closeAccount"]]);
});
