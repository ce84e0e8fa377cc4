import { afterEach, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import { answer } from "../accounts/directory-fixture.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

const hourMs = 60 * 60_000;
const facts = {
  ...{ kind: "MAIN", status: "ACTIVE", providerStatus: "open", currencies: ["EUR"] },
  owner: { kind: "USER", id: "o1", secondaryId: null },
} as Partial<AccountFacts> as AccountFacts;

/** What giving it up comes to: ABANDONED, or why not. */
async function giveUp(operationId: string) {
  const { operation, error } = await desk.decide(operationId, { kind: "ABANDON" });
  return error === null ? operation?.state : [error.error.code, error.error.message];
}

async function inDoubt(bank: "p" | "q"): Promise<string> {
  desk.banks[bank].fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish(bank, "k1"));
  return operation?.id ?? "";
}

const tooEarly = ["OPERATION_IN_PROGRESS", expect.stringContaining("`needsDecision`")];
const lookedInto = ["OPERATION_IN_PROGRESS", expect.stringContaining("looking into this operation right now")];

test("nothing is given up while the gateway may still find out by itself", async () => {
  desk = await openDesk({ settleSeconds: 30 });
  const id = await inDoubt("q");
  expect(await giveUp(id)).toEqual(tooEarly);
  await desk.settled();
  expect(await giveUp(id)).toEqual(tooEarly);
  await desk.passes(30_000);
  await desk.settled();
  expect(await giveUp(id)).toBe("ABANDONED");
});

test("nor is a change of an account", async () => {
  desk = await openDesk();
  const { account } = await desk.commands.createAccount(backOffice, wish("p", "opening"));
  desk.banks.p.fates.push("lost-before");
  const update = { idempotencyKey: "u1", account: account ?? { provider: "p", id: "" }, update: { label: "Rent" } };
  const { operation } = await desk.commands.updateAccount(backOffice, update);
  const id = operation?.id ?? "";
  expect(await giveUp(id)).toEqual(tooEarly);
  await desk.passes(hourMs);
  expect(await giveUp(id)).toBe("ABANDONED");
});

test("what was opened after the last look is taken, and not given up", async () => {
  desk = await openDesk();
  const id = await inDoubt("q");
  await desk.settled();
  desk.banks.q.books.set("q9", facts);
  expect(await giveUp(id)).toEqual([
    "OPERATION_NOT_IN_DOUBT",
    "This operation is SUCCEEDED: there is nothing to decide.",
  ]);
  expect(await desk.journal.get(id)).toMatchObject({ state: "SUCCEEDED", account: { id: "q9" } });
});

test("what may only be it is named, and given up by whoever has seen it", async () => {
  desk = await openDesk();
  desk.banks.p.books.set("p98", facts);
  const id = await inDoubt("p");
  desk.banks.p.fates.push(...Array.from({ length: 20 }, () => "rejected" as const));
  await desk.settled();
  expect((await desk.journal.get(id))?.candidates).toEqual([{ provider: "p", id: "p98" }]);
  desk.banks.p.books.set("p99", facts);
  expect(await giveUp(id)).toEqual(["BAD_USER_INPUT", expect.stringContaining("shows by now: p98, p99.")]);
  expect(await desk.journal.get(id)).toMatchObject({
    ...{ state: "IN_DOUBT", needsDecision: true },
    candidates: [{ id: "p98" }, { id: "p99" }],
  });
  expect(await giveUp(id)).toBe("ABANDONED");
});

test("where the bank fails whenever it is asked again, an hour counts from the first sending", async () => {
  desk = await openDesk();
  const id = await inDoubt("p");
  desk.banks.p.fates.push(...Array.from({ length: 30 }, () => "lost-before" as const));
  await desk.settled();
  expect(await giveUp(id)).toEqual(tooEarly);
  await desk.passes(hourMs);
  await desk.look();
  expect(desk.banks.p.received).toHaveLength(22);
  expect(await giveUp(id)).toBe("ABANDONED");
});

test("as where the configuration has it sent again and again to a bank without keys", async () => {
  desk = await openDesk({ whenNotFound: "again" });
  const id = await inDoubt("q");
  desk.banks.q.fates.push(...Array.from({ length: 30 }, () => "lost-before" as const));
  await desk.settled();
  expect(await giveUp(id)).toEqual(tooEarly);
  await desk.passes(hourMs);
  await desk.settled();
  expect(desk.banks.q.received.length).toBeGreaterThan(10);
  expect(await giveUp(id)).toBe("ABANDONED");
});

test("where a person has it sent once more to a bank without keys, the hour begins anew", async () => {
  desk = await openDesk();
  const id = await inDoubt("q");
  await desk.settled();
  await desk.passes(hourMs);
  await desk.decide(id, { kind: "RETRY" });
  desk.banks.q.fates.push("lost-before");
  await desk.look();
  expect(desk.banks.q.received).toHaveLength(2);
  expect(await giveUp(id)).toEqual(tooEarly);
});

test("what is sent once more while the bank is asked is not given up on what showed before", async () => {
  desk = await openDesk();
  const { banks, elsewhere } = desk;
  const id = await inDoubt("q");
  await desk.settled();
  const { findCreated } = banks.q.provider;
  Object.assign(banks.q.provider, {
    async findCreated() {
      Object.assign(banks.q.provider, { findCreated });
      const retry = { idempotencyKey: "again", operationId: id, decision: { kind: "RETRY" }, reason: null } as const;
      await elsewhere.resolveOperation(backOffice, retry);
      banks.q.fates.push("lost-before");
      await desk.look();
      return { accounts: [], next: null };
    },
  });
  expect(await giveUp(id)).toEqual(lookedInto);
  expect(banks.q.received).toHaveLength(2);
  expect(await giveUp(id)).toEqual(tooEarly);
});

test("nor what somebody else looks into, should they be done before it is written down", async () => {
  desk = await openDesk();
  const { database } = desk.place;
  const id = await inDoubt("q");
  await desk.settled();
  desk.banks.q.books.set("q9", facts);
  await database.write.updateTable("operations").set({ lease_until: "2100-01-01T00:00:00.000Z" }).execute();
  const { now } = database;
  Object.assign(database, {
    async now() {
      const asked = await now();
      Object.assign(database, { now });
      await desk.leaseEnds();
      return asked;
    },
  });
  expect(await giveUp(id)).toEqual(lookedInto);
  expect(await desk.journal.get(id)).toMatchObject({ state: "IN_DOUBT" });
});

test("where the bank cannot be asked for an hour, what is known here counts", async () => {
  desk = await openDesk();
  const { banks, place } = desk;
  const id = await inDoubt("q");
  Object.assign(banks.q.provider, {
    async findCreated() {
      throw new GatewayError("PROVIDER_MALFORMED_ANSWER", "This row cannot be read.", { provider: "q" });
    },
  });
  await desk.settled();
  expect(await giveUp(id)).toEqual(tooEarly);
  await desk.passes(hourMs);
  await place.directory.observe([answer(await place.later(), facts, "q9", "q")], "SWEEP");
  expect(await giveUp(id)).toEqual(["BAD_USER_INPUT", expect.stringContaining("shows by now: q9.")]);
  expect((await desk.journal.get(id))?.candidates).toEqual([{ provider: "q", id: "q9" }]);
  expect(await giveUp(id)).toBe("ABANDONED");
});

test("of what is known here, nothing counts that was there before, or is another's", async () => {
  desk = await openDesk();
  const { banks, place } = desk;
  await place.directory.observe([answer(await place.later(), facts, "older", "q")], "SWEEP");
  await place.later();
  const id = await inDoubt("q");
  Object.assign(banks.q.provider, { findCreated: undefined });
  await desk.settled();
  const others = { ...facts, owner: { kind: "USER", id: "o2", secondaryId: null } } as const;
  await place.directory.observe([answer(await place.later(), others, "other", "q")], "SWEEP");
  expect(await giveUp(id)).toBe("ABANDONED");
});
