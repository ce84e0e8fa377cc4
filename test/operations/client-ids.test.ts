import { afterEach, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { ChangedAccount } from "../../src/providers/provider.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;
afterEach(() => desk?.close());

const longAgo = "2000-01-01T00:00:00.000Z";

test("an id goes to one of two keys: the one that had it takes it up again, and another one comes at that moment", async () => {
  desk = await openDesk();
  const { banks, commands, elsewhere, place } = desk;
  for (let round = 0; round < 40; round++) {
    const clientAccountId = `mine ${round}`;
    const first = wish("p", `first ${round}`, { clientAccountId });
    banks.p.fates.push("unreachable");
    await commands.createAccount(backOffice, first);
    await place.database.write
      .updateTable("operations")
      .set({ lease_until: longAgo })
      .where("state", "=", "NOT_SENT")
      .execute();
    const outcomes = await Promise.all([
      commands.createAccount(backOffice, first),
      elsewhere.createAccount(backOffice, wish("p", `second ${round}`, { clientAccountId })),
    ]);
    expect(outcomes.map(({ error }) => error?.error.code ?? "opened").sort()).toEqual([
      "DUPLICATE_CLIENT_ACCOUNT_ID",
      "opened",
    ]);
  }
  expect(banks.p.books.size).toBe(40);
});

test("an id is kept for the key that was not sent for as long as a lease, and is free for another then", async () => {
  desk = await openDesk();
  const { banks, commands, place } = desk;
  banks.p.fates.push("unreachable");
  const first = await commands.createAccount(backOffice, wish("p", "first", { clientAccountId: "mine" }));
  expect(first.operation?.state).toBe("NOT_SENT");
  const second = () => commands.createAccount(backOffice, wish("p", "second", { clientAccountId: "mine" }));
  expect((await second()).error?.error.code).toBe("DUPLICATE_CLIENT_ACCOUNT_ID");
  await place.database.write.updateTable("operations").set({ lease_until: longAgo }).execute();
  expect((await second()).operation?.state).toBe("SUCCEEDED");
});

/** Lets a bank change its accounts' client ids. */
function renamesIds({ banks: { p } }: Desk): void {
  Object.assign(p.provider, {
    updatableFields: ["label", "clientAccountId"],
    planUpdate: ({ id }: ChangedAccount, update: Partial<AccountFacts>) => ({
      request: { method: "PATCH", path: `/${id}`, body: JSON.stringify(update), key: null },
      target: update,
    }),
  });
}

test("an id that its account has no more, by an update, is free for another", async () => {
  desk = await openDesk();
  renamesIds(desk);
  const { commands } = desk;
  const { account } = await commands.createAccount(backOffice, wish("p", "first", { clientAccountId: "mine" }));
  const moving = {
    idempotencyKey: "move",
    account: account ?? { provider: "", id: "" },
    update: { clientAccountId: "new" },
  };
  expect((await commands.updateAccount(backOffice, moving)).operation?.state).toBe("SUCCEEDED");
  const second = await commands.createAccount(backOffice, wish("p", "second", { clientAccountId: "mine" }));
  expect(second).toMatchObject({ error: null, operation: { state: "SUCCEEDED" } });
  const third = await commands.createAccount(backOffice, wish("p", "third", { clientAccountId: "new" }));
  expect(third.error).toMatchObject({ error: { code: "DUPLICATE_CLIENT_ACCOUNT_ID" }, existing: account });
});

test("an account's old id, which another key has taken since, stays that key's when the update turns out to be made", async () => {
  desk = await openDesk();
  renamesIds(desk);
  const { banks, commands, place, recoverer } = desk;
  const { books } = banks.p;
  const opened = await commands.createAccount(backOffice, wish("p", "opening", { clientAccountId: "unused" }));
  const account = opened.account ?? { provider: "", id: "" };
  const facts = () => books.get(account.id) as AccountFacts;
  // Not by the gateway: no key of ours has this id.
  books.set(account.id, { ...facts(), clientAccountId: "old" });
  const read = async () => {
    await place.later();
    const told = { id: account.id, facts: { ...facts() }, raw: "{}" };
    await place.directory.observe([{ ref: account, account: told, asOf: await place.database.now() }], "READ");
  };
  await read();
  banks.p.fates.push("lost-after");
  await commands.updateAccount(backOffice, { idempotencyKey: "move", account, update: { clientAccountId: "new" } });
  await read();
  banks.q.fates.push("lost-after");
  const second = await commands.createAccount(backOffice, wish("q", "second", { clientAccountId: "old", owner: "a" }));
  expect(second.operation?.state).toBe("IN_DOUBT");
  const lookAt = (key: string, at: string) =>
    place.database.write
      .updateTable("operations")
      .set({ next_attempt_at: at })
      .where("idempotency_key", "=", key)
      .execute();
  await lookAt("move", longAgo);
  await lookAt("second", "2999-01-01T00:00:00.000Z");
  await place.later();
  await recoverer.round();
  const third = await commands.createAccount(backOffice, wish("q", "third", { clientAccountId: "old", owner: "b" }));
  expect(third.error?.error.code).toBe("DUPLICATE_CLIENT_ACCOUNT_ID");
});

test("a refusal is explained by the account that has the id at its bank, and by nothing else; the key gives the id back", async () => {
  desk = await openDesk();
  const { banks, commands, place } = desk;
  const { provider, books } = banks.p;
  Object.assign(provider, { filters: ["clientAccountId"] });
  const refuse = (key: string, clientAccountId: string) => {
    banks.p.fates.push("rejected");
    return commands.createAccount(backOffice, wish("p", key, { clientAccountId }));
  };
  await commands.createAccount(backOffice, wish("p", "opening"));
  books.set("theirs", { ...(books.get("p1") as AccountFacts), clientAccountId: "mine" });
  const other = await refuse("k1", "nobody's");
  expect(other).toMatchObject({ operation: { state: "REJECTED" }, error: { error: { code: "PROVIDER_REJECTED" } } });
  const { listAccounts } = provider;
  const unreachable = new GatewayError("PROVIDER_UNREACHABLE", "nobody there", { provider: "p" });
  Object.assign(provider, { listAccounts: () => Promise.reject(unreachable) });
  const unexplained = await refuse("k2", "mine");
  expect(unexplained).toMatchObject({ operation: { state: "REJECTED" }, error: other.error });
  Object.assign(provider, { listAccounts });
  const duplicate = await refuse("k3", "mine");
  expect(duplicate).toMatchObject({
    operation: { state: "REJECTED", error: { code: "DUPLICATE_CLIENT_ACCOUNT_ID", httpStatus: 422 }, account: null },
    account: null,
    error: {
      error: { code: "DUPLICATE_CLIENT_ACCOUNT_ID", details: { provider: "p", inputPath: ["clientAccountId"] } },
      existing: { provider: "p", id: "theirs" },
    },
  });
  const reserved = await place.database.read.selectFrom("reservations").select("client_account_id").execute();
  expect(reserved).toEqual([{ client_account_id: "client-opening" }]);
});

test("a refusal of what was sent before is looked into as ever: it is no word on whose account has the id", async () => {
  desk = await openDesk();
  const { banks, commands, journal } = desk;
  Object.assign(banks.p.provider, { filters: ["clientAccountId"], findsLookalikes: false });
  const first = wish("p", "k1", { clientAccountId: "mine" });
  banks.p.fates.push("lost-after", "rejected");
  const { operation } = await commands.createAccount(backOffice, first);
  expect(operation?.state).toBe("IN_DOUBT");
  banks.p.books.set("p1", { ...(banks.p.books.get("p1") as AccountFacts), clientAccountId: "mine" });
  await desk.settled();
  expect(await journal.get(operation?.id ?? "")).toMatchObject({ state: "SUCCEEDED", account: { id: "p1" } });
});

test("the id of a key that was cut off before it was sent is free after a restart", async () => {
  let claims = 0;
  desk = await openDesk({
    async reached(step) {
      if (step === "claimed" && ++claims === 2) throw new Error("killed");
    },
  });
  const { banks, commands, journal, place, recoverer } = desk;
  banks.q.fates.push("lost-before");
  await commands.createAccount(backOffice, wish("q", "first"));
  // Its owner is busy: it would not have been sent.
  const second = wish("q", "second", { clientAccountId: "mine" });
  await expect(commands.createAccount(backOffice, second)).rejects.toThrow("killed");
  if (place.database.engine.name === "postgres") await desk.leaseEnds();
  await recoverer.start();
  const state = async () => (await journal.find(backOffice, "createAccount", "second"))?.state;
  await expect.poll(state).toBe("NOT_SENT");
  await recoverer.stop();
  await place.database.write
    .updateTable("operations")
    .set({ lease_until: longAgo })
    .where("lease_until", "is not", null)
    .execute();
  const third = await commands.createAccount(backOffice, wish("p", "third", { clientAccountId: "mine" }));
  expect(third.error).toBeNull();
});

/** What the account's bank, or a list of its that may lag behind, tells of it now. */
async function told(account: AccountRef, facts: Partial<AccountFacts>, isListed: boolean): Promise<void> {
  const { banks, place } = desk;
  const known = banks.p.books.get(account.id) as AccountFacts;
  await place.later();
  const asOf = await place.database.now();
  await place.later();
  const answer = { id: account.id, facts: { ...known, ...facts }, raw: "{}" };
  await place.directory.observe([{ ref: account, account: answer, asOf, isListed }], "READ");
}

const openedAs = (key: string, clientAccountId: string) =>
  desk.commands.createAccount(backOffice, wish("p", key, { clientAccountId }));
const duplicate = "DUPLICATE_CLIENT_ACCOUNT_ID";

test("an id that its account has no more, by its bank, is named with that account, which may have it again", async () => {
  desk = await openDesk();
  renamesIds(desk);
  const account = (await openedAs("first", "mine")).account ?? { provider: "", id: "" };
  await told(account, { clientAccountId: "another" }, false);
  expect(await openedAs("second", "mine")).toMatchObject({ error: { error: { code: duplicate }, existing: account } });
  const back = { idempotencyKey: "back", account, update: { clientAccountId: "mine" } };
  expect(await desk.commands.updateAccount(backOffice, back)).toMatchObject({ error: null, account });
});

test("an id that an account takes back stays its own while the update that gave it another one is settled", async () => {
  desk = await openDesk();
  renamesIds(desk);
  const { banks, commands } = desk;
  const account = (await openedAs("first", "mine")).account ?? { provider: "", id: "" };
  const update = (key: string, clientAccountId: string) =>
    commands.updateAccount(backOffice, { idempotencyKey: key, account, update: { clientAccountId } });
  banks.p.fates.push("lost-after");
  expect((await update("move", "new")).operation?.state).toBe("IN_DOUBT");
  await told(account, {}, false);
  expect(await update("back", "mine")).toMatchObject({ error: { error: { code: "ACCOUNT_BUSY" } } });
  await desk.settled();
  const another = commands.createAccount(backOffice, wish("p", "other", { clientAccountId: "mine", owner: "o9" }));
  expect((await another).error?.error.code).toBe(duplicate);
  expect((await update("back", "mine")).operation?.state).toBe("SUCCEEDED");
});

test("the id that an account was given is nobody else's while its bank, or a list, still tells the old one", async () => {
  desk = await openDesk();
  renamesIds(desk);
  const { banks, commands } = desk;
  const account = (await openedAs("first", "old")).account ?? { provider: "", id: "" };
  const before = { ...(banks.p.books.get(account.id) as AccountFacts), clientAccountId: "old" };
  banks.p.books.set(account.id, before);
  await commands.updateAccount(backOffice, { idempotencyKey: "move", account, update: { clientAccountId: "new" } });
  await told(account, before, true);
  expect(await openedAs("second", "new")).toMatchObject({ error: { error: { code: duplicate } } });
});

test("nor is it while nothing but the bank's yes is known of it", async () => {
  desk = await openDesk();
  renamesIds(desk);
  const { provider } = desk.banks.p;
  const account = (await openedAs("first", "old")).account ?? { provider: "", id: "" };
  const { send, getAccount } = provider;
  Object.assign(provider, {
    async send(...sent: Parameters<NonNullable<typeof send>>) {
      await send?.(...sent);
      const silent = new GatewayError("PROVIDER_TIMEOUT", "no answer", { provider: "p" });
      Object.assign(provider, { getAccount: () => Promise.reject(silent) });
      return null;
    },
  });
  const move = { idempotencyKey: "move", account, update: { clientAccountId: "new" } };
  expect((await desk.commands.updateAccount(backOffice, move)).operation?.state).toBe("SUCCEEDED");
  Object.assign(provider, { send, getAccount });
  expect(await openedAs("second", "new")).toMatchObject({ error: { error: { code: duplicate }, existing: account } });
});
