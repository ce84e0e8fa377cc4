import { afterEach, describe, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import { type Desk, openDesk } from "./desk.ts";
import { lateAccounts, owner } from "./late-accounts-fixture.ts";

let desk: Desk;

afterEach(() => desk?.close());

const { givenUp, inDoubt, decide, appear, appears, late } = lateAccounts(() => desk);

describe("of several operations that an account may have come of", () => {
  test("one of which an account was seen already is explained: the next one is another's", async () => {
    desk = await openDesk();
    const first = await givenUp("k1");
    await appears("late-1");
    const second = await givenUp("k2");
    await appears("late-2");
    expect([await late(first), await late(second)]).toEqual([["late-1"], ["late-2"]]);
  });

  test("one whose account another operation has got is not explained by it", async () => {
    desk = await openDesk();
    const first = await givenUp("k1");
    const adopting = await inDoubt("k2");
    desk.banks.q.books.set("late-1", { kind: "MAIN", owner: owner("o1") } as AccountFacts);
    await appears("late-1");
    await desk.decide(adopting, { kind: "ADOPT", account: { provider: "q", id: "late-1" } });
    const last = await givenUp("k3");
    await appears("late-2");
    expect([await late(first), await late(last)]).toEqual([["late-2"], ["late-2"]]);
  });

  test("which one it is stays open where nothing tells, also for the next account", async () => {
    desk = await openDesk();
    const [first, second] = [await givenUp("k1"), await givenUp("k2")];
    await appears("late-1");
    expect([await late(first), await late(second)]).toEqual([["late-1"], ["late-1"]]);
    await appears("late-2");
    expect([await late(first), await late(second)]).toEqual([
      ["late-1", "late-2"],
      ["late-1", "late-2"],
    ]);
  });

  test("one that was sent twice may have opened two accounts", async () => {
    desk = await openDesk();
    const first = await inDoubt("k1");
    desk.banks.q.fates.push("lost-before");
    await desk.decide(first, { kind: "RETRY" });
    await desk.settled();
    await decide(first, "ABANDON");
    await appears("late-1");
    const second = await givenUp("k2");
    await appears("late-2");
    expect([await late(first), await late(second)]).toEqual([["late-1", "late-2"], ["late-2"]]);
    await appears("late-3");
    expect([await late(first), await late(second)]).toEqual([
      ["late-1", "late-2", "late-3"],
      ["late-2", "late-3"],
    ]);
  });

  test("more accounts than they can have opened are flagged all the same", async () => {
    desk = await openDesk();
    const id = await givenUp("k1");
    await appears("late-1");
    await appears("late-2");
    expect(await late(id)).toEqual(["late-1", "late-2"]);
  });

  test("two that appear together are told apart as well", async () => {
    desk = await openDesk();
    const first = await givenUp("k1");
    await appears("late-1");
    const second = await givenUp("k2");
    await appear(["late-2", "late-3"]);
    expect(await late(second)).toEqual(["late-2", "late-3"]);
    expect(await late(first)).toEqual(["late-1", "late-3"]);
  });

  test("they are told in time, however many accounts appear at once", async () => {
    desk = await openDesk();
    const ids = [await givenUp("k1"), await givenUp("k2")];
    await appear(Array.from({ length: 3_000 }, (_, number) => `one of many, ${number}`));
    for (const id of ids) expect((await late(id)).length).toBe(3_000);
  });

  test("those that were first sent after it was opened did not open it", async () => {
    desk = await openDesk();
    const first = await givenUp("k1");
    const at = new Date(Date.parse(await desk.place.later()) - 60 * 60_000).toISOString();
    await desk.place.database.write
      .updateTable("operations")
      .set({ first_dispatched_at: at, dispatched_at: at })
      .execute();
    const second = await givenUp("k2");
    await appears("late", { createdAt: new Date(Date.parse(at) + 1_000).toISOString() });
    expect([await late(first), await late(second)]).toEqual([["late"], []]);
  });

  test("the client's own id says which, where the bank tells one", async () => {
    desk = await openDesk();
    const [first, second] = [await givenUp("k1"), await givenUp("k2")];
    await appears("late", { clientAccountId: "client-k2" });
    expect([await late(first), await late(second)]).toEqual([[], ["late"]]);
    await appears("another's", { clientAccountId: "client-k9" });
    expect([await late(first), await late(second)]).toEqual([[], ["late"]]);
  });
});
