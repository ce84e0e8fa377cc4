import { afterEach, expect, test } from "vitest";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;
afterEach(() => desk?.close());

const abandon = (idempotencyKey: string, operationId: string) =>
  desk.commands.resolveOperation(backOffice, {
    ...{ idempotencyKey, operationId, decision: { kind: "ABANDON" }, reason: null },
  });

test("a decision that is said to be made is made, also while somebody begins to look into the operation", async () => {
  desk = await openDesk();
  const { banks, commands, journal, place, recoverer } = desk;
  for (let round = 0; round < 20; round++) {
    banks.q.fates.push("lost-before");
    const { operation } = await commands.createAccount(backOffice, wish("q", `key ${round}`, { owner: `o${round}` }));
    const id = operation?.id ?? "";
    await place.database.write
      .updateTable("operations")
      .set({ next_attempt_at: "2000-01-01T00:00:00.000Z" })
      .where("id", "=", id)
      .execute();
    const looking = recoverer.round();
    const { error } = await abandon(`decision ${round}`, id);
    await looking;
    const state = (await journal.get(id))?.state;
    expect(error?.error.code ?? state).toBe(error === null ? "ABANDONED" : "OPERATION_IN_PROGRESS");
    // Who is told to ask again is heard then.
    if (error !== null) expect((await abandon(`decision ${round}`, id)).error).toBeNull();
    expect((await journal.get(id))?.state).toBe("ABANDONED");
  }
});

test("nobody gives up what is on its way at that moment", async () => {
  desk = await openDesk();
  const { banks, commands, journal, place, recoverer } = desk;
  banks.p.fates.push("lost-before");
  const { operation } = await commands.createAccount(backOffice, wish("p", "key", { clientAccountId: "mine" }));
  const id = operation?.id ?? "";
  await desk.due();
  await place.later();
  const answering = Promise.withResolvers<void>();
  banks.p.gate = answering.promise;
  // It sends the stored bytes again; the bank takes its time.
  const looking = recoverer.round();
  await expect.poll(() => banks.p.received.length).toBe(2);
  expect((await abandon("decision", id)).error?.error.code).toBe("OPERATION_IN_PROGRESS");
  const another = await commands.createAccount(backOffice, wish("p", "another", { clientAccountId: "mine" }));
  expect(another.error?.error.code).toBe("DUPLICATE_CLIENT_ACCOUNT_ID");
  answering.resolve();
  await looking;
  expect((await journal.get(id))?.state).toBe("SUCCEEDED");
  expect(banks.p.books.size).toBe(1);
});
