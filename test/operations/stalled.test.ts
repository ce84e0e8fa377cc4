import { afterEach, expect, test } from "vitest";
import type { Operation } from "../../src/domain/operation.ts";
import { backOffice, type Desk, openDesk, sentOnceMore, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

/** Longer than a lease. */
const longMs = 15_001;

const find = (key: string): Promise<Operation | null> => desk.journal.find(backOffice, "createAccount", key);

/** A desk that stands still once, right before it sends; meanwhile `others` work. */
async function openStalledDesk(others: () => Promise<void>): Promise<void> {
  let isFirst = true;
  desk = await openDesk({
    async reached(step) {
      if (step !== "dispatching" || !isFirst) return;
      isFirst = false;
      desk.standStill(longMs);
      await desk.leaseEnds();
      await others();
    },
  });
}

test("what another process found not to be sent, and a person gave up, is not sent by who wakes up then", async () => {
  await openStalledDesk(async () => {
    await desk.settled();
    const { id = "", needsDecision } = (await find("k1")) ?? {};
    expect(needsDecision).toBe(true);
    await desk.decide(id, { kind: "ABANDON" });
  });
  const outcome = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  expect(outcome.operation?.state).toBe("ABANDONED");
  expect(desk.banks.q.received).toHaveLength(0);
});

test("what nobody took over meanwhile is not sent either, and the same key sends it", async () => {
  await openStalledDesk(async () => {});
  const outcome = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  expect(outcome).toMatchObject({
    operation: { state: "NOT_SENT" },
    error: { error: { code: "OPERATION_IN_PROGRESS", retryable: true } },
  });
  const again = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  expect(again.operation?.state).toBe("SUCCEEDED");
  expect(desk.banks.q.books.size).toBe(1);
});

test("who stands still before it sends once more does not send, and it is done by whoever is there", async () => {
  desk = await openDesk();
  await sentOnceMore(desk);
  const { provider } = desk.banks.q;
  const { send } = provider;
  Object.assign(provider, {
    async send(...asked: Parameters<NonNullable<typeof send>>) {
      desk.standStill(longMs);
      return send?.(...asked);
    },
  });
  await desk.look();
  expect(desk.banks.q.received).toHaveLength(1);
  expect((await find("k1"))?.state).toBe("IN_DOUBT");
  Object.assign(provider, { send });
  await desk.settled();
  expect((await find("k1"))?.state).toBe("SUCCEEDED");
  expect(desk.banks.q.received).toHaveLength(2);
});
