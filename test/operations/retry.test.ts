import { afterEach, expect, test } from "vitest";
import type { Provider } from "../../src/providers/provider.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

/** An account that was asked for at `q`, of which nobody knows whether it was opened, and that a person has sent once more. */
async function sentOnceMore(): Promise<string> {
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  await desk.settled();
  const operationId = operation?.id ?? "";
  await desk.commands.resolveOperation(backOffice, {
    ...{ idempotencyKey: "d1", operationId, decision: { kind: "RETRY" }, reason: null },
  });
  return operationId;
}

async function look(): Promise<void> {
  await desk.place.later();
  await desk.due();
  await desk.recoverer.round();
}

test("what a person has sent again and could not be sent is sent when the bank can be reached, without asking again", async () => {
  desk = await openDesk();
  const { journal, banks } = desk;
  const id = await sentOnceMore();
  const before = (await journal.get(id))?.dispatchedAt;
  banks.q.fates.push("unreachable", "unreachable");
  for (const round of [1, 2]) {
    await look();
    expect(await journal.get(id), `look ${round}`).toMatchObject({
      ...{ state: "IN_DOUBT", needsDecision: false, dispatchedAt: before },
      error: { code: "PROVIDER_UNREACHABLE" },
    });
  }
  expect(banks.q.received).toHaveLength(1);
  await look();
  expect(await journal.get(id)).toMatchObject({ state: "SUCCEEDED" });
  expect(banks.q.books.size).toBe(1);
});

test("what a person has sent again and may have been made is looked for before anything is sent a third time", async () => {
  desk = await openDesk();
  const id = await sentOnceMore();
  desk.banks.q.fates.push("lost-after");
  await look();
  await look();
  expect(await desk.journal.get(id)).toMatchObject({ state: "SUCCEEDED" });
  expect(desk.banks.q.received).toHaveLength(2);
});

test("an account that the first sending opened, and that showed after a second one only, is the one", async () => {
  desk = await openDesk();
  const { banks, commands, journal, place } = desk;
  banks.q.fates.push("lost-after");
  let isShown = false;
  let openedAt = "";
  const { findCreated } = banks.q.provider as Required<Provider>;
  Object.assign(banks.q.provider, {
    // As a bank that has nothing but the time to know an account by.
    async findCreated(...[call, sought, cursor]: Parameters<typeof findCreated>) {
      return isShown && openedAt >= sought.sentAt ? findCreated(call, sought, cursor) : { accounts: [], next: null };
    },
  });
  const { operation } = await commands.createAccount(backOffice, wish("q", "k1"));
  openedAt = await place.database.now();
  await desk.settled();
  await commands.resolveOperation(backOffice, {
    ...{ idempotencyKey: "d1", operationId: operation?.id ?? "", decision: { kind: "RETRY" }, reason: null },
  });
  banks.q.fates.push("lost-before");
  await look();
  expect(banks.q.received).toHaveLength(2);
  isShown = true;
  await look();
  expect(await journal.get(operation?.id ?? "")).toMatchObject({ state: "SUCCEEDED", account: { id: "q1" } });
});
