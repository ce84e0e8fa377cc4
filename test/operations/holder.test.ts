import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { Call, ChangedAccount } from "../../src/providers/provider.ts";
import { answer } from "../accounts/directory-fixture.ts";
import { backOffice, type Desk, openDesk, openedAt } from "./desk.ts";

let desk: Desk;
let account: AccountRef;

beforeEach(async () => {
  desk = await openDesk();
  account = await openedAt("q", desk);
  Object.assign(desk.banks.q.provider, {
    planHolderClosing: () => ({ method: "PATCH", path: `/${account.id}`, body: '{"status":"CLOSED"}', key: null }),
  });
  await desk.place.later();
});

afterEach(() => desk?.close());

/** What became of a holder's closing, of which no answer came. */
async function closed(owner = "o1") {
  const holder = { provider: "q", owner: { kind: "USER", id: owner }, reason: null } as const;
  const { operation } = await desk.commands.closeAccountHolder(backOffice, { idempotencyKey: "h1", ...holder });
  expect(operation?.state).toBe("IN_DOUBT");
  await desk.settled();
  return desk.journal.get(operation?.id ?? "");
}

test("a holder's open accounts show whether it was closed", async () => {
  desk.banks.q.fates.push("lost-after");
  expect(await closed()).toMatchObject({ state: "SUCCEEDED" });
});

test("a holder whose accounts stay open was not closed", async () => {
  desk.banks.q.fates.push("lost-before");
  expect(await closed()).toMatchObject({ state: "REJECTED", error: { code: "NOT_APPLIED" } });
});

test("whether a holder of whom no account is known was closed is for a person to say", async () => {
  desk.banks.q.fates.push("lost-after");
  expect(await closed("o9")).toMatchObject({ state: "IN_DOUBT", needsDecision: true });
});

test("whether a holder was closed whose accounts were closed before, is for a person to say: nothing shows it", async () => {
  // By its bank, and not told to us.
  const { books } = desk.banks.q;
  for (const [id, facts] of books) books.set(id, { ...facts, status: "CLOSED" });
  desk.banks.q.fates.push("lost-before");
  expect(await closed()).toMatchObject({ state: "IN_DOUBT", needsDecision: true });
});

test("a holder of whom an account cannot be read is closed all the same", async () => {
  const unreadable = new GatewayError("PROVIDER_MALFORMED_ANSWER", "odd", { provider: "q" });
  Object.assign(desk.banks.q.provider, { getAccount: () => Promise.reject(unreadable) });
  const holder = { provider: "q", owner: { kind: "USER", id: "o1" }, reason: null } as const;
  const { operation } = await desk.commands.closeAccountHolder(backOffice, { idempotencyKey: "odd", ...holder });
  expect(operation?.state).toBe("SUCCEEDED");
});

test("what a bank demands of a holder's accounts is asked of all that are open and can be read, before anything is sent", async () => {
  const { books, provider } = desk.banks.q;
  const { directory, later } = desk.place;
  const facts = books.get(account.id) as AccountFacts;
  for (const id of ["closed", "odd", "full"]) books.set(id, facts);
  const asOf = await later();
  await directory.observe(
    [...books].map(([id, one]) => answer(asOf, one, id, "q")),
    "SWEEP",
  );
  await later();
  books.set("closed", { ...facts, status: "CLOSED" });
  const { getAccount } = provider;
  const unreadable = new GatewayError("PROVIDER_MALFORMED_ANSWER", "odd", { provider: "q" });
  Object.assign(provider, {
    getAccount: (call: Call, id: string) => (id === "odd" ? Promise.reject(unreadable) : getAccount(call, id)),
    planHolderClosing(_: unknown, open: readonly ChangedAccount[]) {
      const ids = open.map(({ id }) => id).join(", ");
      throw new GatewayError("ACCOUNT_NOT_EMPTY", `Not empty: ${ids}.`, { provider: "q" });
    },
  });
  const holder = { provider: "q", owner: { kind: "USER", id: "o1" }, reason: null } as const;
  const { operation, error } = await desk.commands.closeAccountHolder(backOffice, { idempotencyKey: "k", ...holder });
  expect(operation).toBeNull();
  expect(error?.error).toMatchObject({ code: "ACCOUNT_NOT_EMPTY", message: `Not empty: ${account.id}, full.` });
});

test("a holder of more accounts than a statement takes is closed with all of them, a few of which are read at once", async () => {
  const { books, provider } = desk.banks.q;
  const { directory, later } = desk.place;
  const facts = books.get(account.id) as AccountFacts;
  for (let number = 0; number < 2_500; number++) books.set(`one of many, ${number}`, facts);
  const asOf = await later();
  const told = [...books].map(([id, one]) => answer(asOf, one, id, "q"));
  await directory.observe(told, "SWEEP");
  await later();
  const { getAccount } = provider;
  const reads = { now: 0, most: 0, beforeSending: 0, all: 0 };
  Object.assign(provider, {
    async send() {
      reads.beforeSending = reads.all;
      for (const id of books.keys()) books.set(id, { ...facts, status: "CLOSED" });
      return null;
    },
    async getAccount(...asked: Parameters<typeof getAccount>) {
      reads.all++;
      reads.most = Math.max(reads.most, ++reads.now);
      return getAccount(...asked).finally(() => void reads.now--);
    },
  });
  const holder = { provider: "q", owner: { kind: "USER", id: "o1" }, reason: null } as const;
  const { operation } = await desk.commands.closeAccountHolder(backOffice, { idempotencyKey: "many", ...holder });
  expect(operation?.state).toBe("SUCCEEDED");
  const open = { owners: [{ kind: "USER", id: "o1" }], statuses: ["ACTIVE"] } as const;
  expect(await directory.count({ sees: "everything" }, open)).toMatchObject({ total: 0 });
  // Before it is sent, all of them: each may be one that has to be emptied first.
  expect(reads).toMatchObject({ most: 10, beforeSending: books.size, all: 2 * books.size });
});
