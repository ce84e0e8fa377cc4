import { afterEach, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
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
  const ids: string[] = [];
  for (let round = 0; round < 20; round++) {
    banks.q.fates.push("lost-before");
    const { operation } = await commands.createAccount(backOffice, wish("q", `key ${round}`, { owner: `o${round}` }));
    ids.push(operation?.id ?? "");
  }
  await desk.settled();
  for (const [round, id] of ids.entries()) {
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

test("what was given up says so wherever it is asked for, and why nobody knew what became of it", async () => {
  desk = await openDesk();
  const { banks, commands, journal, settled } = desk;
  banks.q.fates.push("failed");
  const { operation } = await commands.createAccount(backOffice, wish("q", "key"));
  const id = operation?.id ?? "";
  const decided = async (key: string) => (await abandon(key, id)).operation;
  expect((await commands.createAccount(backOffice, wish("q", "key"))).error?.error.code).toBe("OPERATION_IN_DOUBT");
  await settled();
  const because = (await journal.get(id))?.error?.message ?? "";
  const error = {
    ...{ code: "OPERATION_ABANDONED", providerCode: null, httpStatus: null },
    message: expect.stringMatching(new RegExp(`^The back office decided .+ ${because}$`)),
  };
  expect(await decided("decision")).toMatchObject({ state: "ABANDONED", error });
  expect(await journal.get(id)).toMatchObject({ state: "ABANDONED", error });
  const replayed = await commands.createAccount(backOffice, wish("q", "key"));
  expect(replayed).toMatchObject({ replayed: true, error: { error: { code: error.code } }, operation: { error } });
});

/** An operation whose stored bytes are on their way once more, and a bank that takes its time until it is `answered`. */
async function onItsWay(): Promise<{ readonly id: string; answered(): Promise<void> }> {
  desk = await openDesk();
  const { banks, commands, place, recoverer } = desk;
  banks.p.fates.push("lost-before");
  const { operation } = await commands.createAccount(backOffice, wish("p", "key", { clientAccountId: "mine" }));
  await desk.due();
  await place.later();
  const answering = Promise.withResolvers<void>();
  banks.p.gate = answering.promise;
  const looking = recoverer.round();
  await expect.poll(() => banks.p.received.length).toBe(2);
  return {
    id: operation?.id ?? "",
    async answered() {
      answering.resolve();
      await looking;
    },
  };
}

test("nobody gives up what is on its way at that moment", async () => {
  const { id, answered } = await onItsWay();
  const { banks, commands, journal } = desk;
  expect((await abandon("decision", id)).error?.error.code).toBe("OPERATION_IN_PROGRESS");
  const another = await commands.createAccount(backOffice, wish("p", "another", { clientAccountId: "mine" }));
  expect(another.error?.error.code).toBe("DUPLICATE_CLIENT_ACCOUNT_ID");
  await answered();
  expect((await journal.get(id))?.state).toBe("SUCCEEDED");
  expect(banks.p.books.size).toBe(1);
});

test.each([{ kind: "RETRY" }, { kind: "ADOPT", account: { provider: "p", id: "lookalike" } }] as const)(
  "nor is anything else decided of it then, such as $kind",
  async (decision) => {
    const { id, answered } = await onItsWay();
    const { banks, journal, place } = desk;
    const owner = { kind: "USER", id: "o1", secondaryId: null };
    banks.p.books.set("lookalike", { kind: "MAIN", status: "ACTIVE", currencies: ["EUR"], owner } as never);
    await place.later();
    expect((await desk.decide(id, decision)).error?.error.code).toBe("OPERATION_IN_PROGRESS");
    expect(await journal.get(id)).toMatchObject({ state: "IN_DOUBT", account: null });
    await answered();
    expect(await journal.get(id)).toMatchObject({ state: "SUCCEEDED", account: { id: "p2" } });
  },
);

test("what is to be sent again is looked for once more: what shows by then is taken, and nothing sent", async () => {
  desk = await openDesk();
  const { banks, commands, journal } = desk;
  banks.q.fates.push("lost-after");
  const { operation } = await commands.createAccount(backOffice, wish("q", "key"));
  const id = operation?.id ?? "";
  // Before anybody has looked.
  const decision = { idempotencyKey: "decision", operationId: id, decision: { kind: "RETRY" }, reason: null } as const;
  expect((await commands.resolveOperation(backOffice, decision)).error).toBeNull();
  await desk.settled();
  expect(await journal.get(id)).toMatchObject({ state: "SUCCEEDED", account: { id: "q1" } });
  expect(banks.q.received).toHaveLength(1);
});

test("an account that was there before, or is another one than was asked for, is nobody's to adopt", async () => {
  desk = await openDesk();
  const { banks, commands, place } = desk;
  const seed = (id: string, facts: object) => {
    banks.q.books.set(id, {
      kind: "MAIN",
      status: "ACTIVE",
      providerStatus: "open",
      currencies: ["EUR"],
      ...facts,
    } as never);
  };
  const owner = { kind: "USER", id: "owner", secondaryId: null };
  seed("old", { owner });
  const told = { id: "old", facts: banks.q.books.get("old") as AccountFacts, raw: "{}" };
  await place.directory.observe(
    [{ ref: { provider: "q", id: "old" }, account: told, asOf: await place.database.now() }],
    "READ",
  );
  await place.later();
  banks.q.fates.push("lost-before");
  const { operation } = await commands.createAccount(backOffice, wish("q", "key", { owner: "owner" }));
  seed("another's", { owner, clientAccountId: "another's" });
  seed("other user's", { owner: { ...owner, secondaryId: "u2" } });
  seed("virtual", { owner, kind: "VIRTUAL" });
  const adopt = async (id: string) => {
    const decision = { kind: "ADOPT", account: { provider: "q", id } } as const;
    const wanted = { idempotencyKey: `adopt ${id}`, operationId: operation?.id ?? "", decision, reason: null };
    return (await commands.resolveOperation(backOffice, wanted)).error?.error.message;
  };
  expect(await adopt("old")).toBe("The account was there before it was asked for.");
  expect(await adopt("another's")).toBe("The account has another client account id than was asked for.");
  expect(await adopt("other user's")).toBe("The account belongs to another owner than was asked for.");
  expect(await adopt("virtual")).toMatch("The account is not below the main account that was asked for");
});
