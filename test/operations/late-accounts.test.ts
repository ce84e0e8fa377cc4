import { afterEach, describe, expect, test } from "vitest";
import { eraseDetails } from "../../src/audit/erase.ts";
import type { AccountFacts } from "../../src/domain/account.ts";
import type { Fate } from "./bank.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";
import { lateAccounts, owner } from "./late-accounts-fixture.ts";

let desk: Desk;

afterEach(() => desk?.close());

const { givenUp, inDoubt, decide, appears, late, audited } = lateAccounts(() => desk);

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
  await desk.decide(other, { kind: "ADOPT", account: ref });
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
    await desk.decide(id, { kind: "RETRY" });
    await desk.settled();
    await desk.decide(id, { kind: "ADOPT", account: { provider: "p", id: "p1" } });
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
