import { afterEach, describe, expect, test } from "vitest";
import { eraseDetails } from "../../src/audit/erase.ts";
import type { AccountFacts } from "../../src/domain/account.ts";
import { answer } from "../accounts/directory-fixture.ts";
import { backOffice, type Desk, type Fate, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

const owner = (id: string) => ({ kind: "USER", id, secondaryId: null }) as const;

/** An operation of `q` that nobody knows the outcome of, and that somebody gives up. */
async function givenUp(key: string, fate: "lost-before" | "lost-after" = "lost-before"): Promise<string> {
  const id = await inDoubt(key, fate);
  await decide(id, "ABANDON");
  return id;
}

async function inDoubt(key: string, fate: "lost-before" | "lost-after" = "lost-before"): Promise<string> {
  desk.banks.q.fates.push(fate);
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", key));
  await desk.settled();
  return operation?.id ?? "";
}

async function decide(operationId: string, kind: "ABANDON" | "RETRY"): Promise<void> {
  const decision = { idempotencyKey: `${kind} ${operationId}`, operationId, decision: { kind }, reason: null } as const;
  await desk.commands.resolveOperation(backOffice, decision);
  await desk.settled();
  expect((await desk.journal.get(operationId))?.state).toBe(kind === "ABANDON" ? "ABANDONED" : "SUCCEEDED");
}

/** A sweep sees an account. */
async function appears(id: string, facts: Partial<AccountFacts> = {}, provider = "q"): Promise<void> {
  const told = { kind: "MAIN", status: "ACTIVE", owner: owner("o1"), ...facts } as const;
  await desk.place.directory.observe([answer(await desk.place.later(), told, id, provider)], "SWEEP");
}

async function late(operationId: string): Promise<readonly string[]> {
  return (await desk.journal.lateAccounts(operationId)).map(({ id }) => id);
}

async function audited() {
  const rows = await desk.place.database.read
    .selectFrom("audit_log")
    .select(["provider", "provider_account_id", "operation_id", "details"])
    .where("kind", "=", "LATE_ACCOUNT")
    .execute();
  return rows.map(({ details, ...row }) => ({ ...row, ...(JSON.parse(details ?? "") as object) }));
}

test("an account that appears once its operation was given up is flagged on it, and in the audit log", async () => {
  desk = await openDesk();
  const id = await givenUp("k1");
  await appears("late");
  expect(await late(id)).toEqual(["late"]);
  expect(await audited()).toEqual([
    expect.objectContaining({
      ...{ provider: "q", provider_account_id: "late", operation_id: id, actor: { system: "SWEEP" } },
      ...{ mutation: "createAccount", state: "ABANDONED", cause: "SWEEP" },
    }),
  ]);
  expect(desk.place.warnings).toEqual([{ provider: "q", account: "late", operation: id }]);
  await appears("late", { label: "seen again" });
  expect(await audited()).toHaveLength(1);
});

test("so is the second account of an operation that was sent once more", async () => {
  desk = await openDesk();
  const id = await inDoubt("k1");
  await decide(id, "RETRY");
  await appears("late");
  expect(await late(id)).toEqual(["late"]);
});

test("one that another operation has got since is late no more", async () => {
  desk = await openDesk();
  const id = await givenUp("k1");
  const other = await inDoubt("k2");
  desk.banks.q.books.set("late", { kind: "MAIN", owner: owner("o1") } as AccountFacts);
  await appears("late");
  expect(await late(id)).toEqual(["late"]);
  const ref = { provider: "q", id: "late" };
  const adopting = { idempotencyKey: "adopt", operationId: other, decision: { kind: "ADOPT", account: ref } } as const;
  await desk.commands.resolveOperation(backOffice, { ...adopting, reason: null });
  expect((await desk.journal.get(other))?.account).toEqual(ref);
  expect(await late(id)).toEqual([]);
});

test.each<[string, Partial<AccountFacts>, string?]>([
  ["of another owner", { owner: owner("o2") }],
  ["of nobody", { owner: null }],
  ["of another product", { product: { kind: "PRODUCT", code: "8", name: null } }],
  ["of another provider", {}, "p"],
  ["that is older than the operation", { createdAt: "2020-01-01T00:00:00.000Z" }],
  ["that was opened long after it", { createdAt: "2040-01-01T00:00:00.000Z" }],
])("an account %s is not", async (_, facts, provider) => {
  desk = await openDesk();
  const id = await givenUp("k1");
  await appears("other", facts, provider);
  expect(await late(id)).toEqual([]);
  expect(await audited()).toEqual([]);
});

test("nor is one that was there before it, or that is another operation's", async () => {
  desk = await openDesk();
  desk.banks.q.books.set("before", { owner: owner("o1") } as AccountFacts);
  const id = await givenUp("k1");
  await appears("before");
  const { account } = await desk.commands.createAccount(backOffice, wish("q", "k2"));
  await appears(account?.id ?? "");
  expect(await late(id)).toEqual([]);
  expect(await audited()).toEqual([]);
});

test("what was there before is known also when what was sent has been erased", async () => {
  desk = await openDesk();
  desk.banks.q.books.set("before", { owner: owner("o1") } as AccountFacts);
  const id = await givenUp("k1");
  const command = { actor: { system: "COMMAND" }, reason: null } as const;
  await eraseDetails(desk.place.database, { subject: backOffice.subject }, command);
  expect((await desk.journal.get(id))?.request).toBeNull();
  await appears("before");
  await appears("late");
  expect(await late(id)).toEqual(["late"]);
});

test("one that appears while the next one is opened is late, unless it is the next one", async () => {
  desk = await openDesk();
  const id = await givenUp("k1");
  const opened = Promise.withResolvers<void>();
  desk.banks.q.gate = opened.promise;
  const opening = desk.commands.createAccount(backOffice, wish("q", "k2"));
  await expect.poll(() => desk.banks.q.received.length).toBe(2);
  await appears("q1");
  await appears("late");
  opened.resolve();
  expect((await opening).account?.id).toBe("q1");
  expect(await late(id)).toEqual(["late"]);
});

test("however many accounts of one owner appear at once, they are flagged in time", async () => {
  desk = await openDesk();
  const ids = [await givenUp("k1"), await givenUp("k2")];
  const told = { kind: "MAIN", status: "ACTIVE", owner: owner("o1") } as const;
  const asOf = await desk.place.later();
  const many = Array.from({ length: 3_000 }, (_, number) => answer(asOf, told, `one of many, ${number}`, "q"));
  await desk.place.directory.observe(many, "SWEEP");
  for (const id of ids) expect((await late(id)).length).toBe(3_000);
});

test("one is not late that was opened before the first request left", async () => {
  desk = await openDesk();
  desk.banks.q.fates.push("unreachable");
  await desk.commands.createAccount(backOffice, wish("q", "k1"));
  const between = await desk.place.later();
  await desk.place.database.write.updateTable("operations").set({ created_at: "2020-01-01T00:00:00.000Z" }).execute();
  const id = await givenUp("k1");
  const earlier = new Date(Date.parse(between) - 24 * 60 * 60_000).toISOString();
  await appears("older", { createdAt: earlier });
  expect(await late(id)).toEqual([]);
});

test("nor where the provider refused, or made at once what was asked for", async () => {
  desk = await openDesk();
  desk.banks.q.fates.push("rejected");
  await desk.commands.createAccount(backOffice, wish("q", "k1"));
  await desk.commands.createAccount(backOffice, wish("q", "k2"));
  await appears("another");
  expect(await audited()).toEqual([]);
});

test("nor where the first request never left", async () => {
  desk = await openDesk();
  desk.banks.q.fates.push("unreachable");
  await desk.commands.createAccount(backOffice, wish("q", "k1"));
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  expect(operation).toMatchObject({ state: "SUCCEEDED", attempts: 2 });
  await appears("another");
  expect(await audited()).toEqual([]);
});

describe("where the bank has keys, an account that appears", () => {
  /** Asks for an account at `p`, first in vain; answers the operation's id. */
  async function asked(...fates: readonly Fate[]): Promise<string> {
    desk.banks.p.fates.push(...fates);
    const { operation } = await desk.commands.createAccount(backOffice, wish("p", "k1"));
    return operation?.id ?? "";
  }
  const refusals = Array.from({ length: 20 }, () => "rejected" as const);

  test("is late where what was asked again was refused: the first request may have opened it", async () => {
    desk = await openDesk();
    const id = await asked("lost-before", ...refusals);
    await desk.settled();
    expect((await desk.journal.get(id))?.state).toBe("REJECTED");
    await appears("late", {}, "p");
    expect(await late(id)).toEqual(["late"]);
  });

  test("is late where the bank had forgotten the key when a person had it sent again", async () => {
    desk = await openDesk();
    Object.assign(desk.banks.p.provider, { replayHorizonMs: 0 });
    const id = await asked("lost-before");
    await desk.settled();
    await decide(id, "RETRY");
    await appears("late", {}, "p");
    expect(await late(id)).toEqual(["late"]);
  });

  test("is late also where a person then chose one of those that showed", async () => {
    desk = await openDesk();
    Object.assign(desk.banks.p.provider, { replayHorizonMs: 0 });
    const id = await asked("lost-before", "lost-after");
    await desk.settled();
    const decided = { operationId: id, reason: null };
    await desk.commands.resolveOperation(backOffice, { idempotencyKey: "r", ...decided, decision: { kind: "RETRY" } });
    await desk.settled();
    const decision = { kind: "ADOPT", account: { provider: "p", id: "p1" } } as const;
    await desk.commands.resolveOperation(backOffice, { idempotencyKey: "a", ...decided, decision });
    expect((await desk.journal.get(id))?.state).toBe("SUCCEEDED");
    await appears("late", {}, "p");
    expect(await late(id)).toEqual(["late"]);
  });

  test("is another one where the key told which came of it, or nothing had left but what was refused", async () => {
    desk = await openDesk();
    const id = await asked("lost-before");
    await desk.settled();
    expect((await desk.journal.get(id))?.state).toBe("SUCCEEDED");
    desk.banks.p.fates.push("rejected");
    await desk.commands.createAccount(backOffice, wish("p", "k2"));
    await appears("another", {}, "p");
    expect(await audited()).toEqual([]);
  });

  test.each<[string, Partial<AccountFacts>]>([
    ["below another one", { kind: "SUB", mainAccountId: "p1" }],
    ["of another owner", { owner: owner("o2") }],
    ["of nobody", { owner: null }],
  ])("%s is another one", async (_, facts) => {
    desk = await openDesk();
    await asked("lost-before", ...refusals);
    await desk.settled();
    await appears("another", facts, "p");
    expect(await audited()).toEqual([]);
  });
});

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
    const decision = { kind: "ADOPT", account: { provider: "q", id: "late-1" } } as const;
    const adopted = { idempotencyKey: "adopt", operationId: adopting, decision, reason: null };
    await desk.commands.resolveOperation(backOffice, adopted);
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
    await desk.commands.resolveOperation(backOffice, {
      ...{ idempotencyKey: "again", operationId: first, decision: { kind: "RETRY" }, reason: null },
    });
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
    const told = { kind: "MAIN", status: "ACTIVE", owner: owner("o1") } as const;
    const at = await desk.place.later();
    await desk.place.directory.observe([answer(at, told, "late-2", "q"), answer(at, told, "late-3", "q")], "SWEEP");
    expect(await late(second)).toEqual(["late-2", "late-3"]);
    expect(await late(first)).toEqual(["late-1", "late-3"]);
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
