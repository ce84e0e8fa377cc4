import { afterEach, describe, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { backOffice, type Desk, openDesk, sentOnceMore, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

const look = () => desk.look();

test("what a person has sent again and could not be sent is sent when the bank can be reached, without asking again", async () => {
  desk = await openDesk();
  const { journal, banks } = desk;
  const id = await sentOnceMore(desk);
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
  const id = await sentOnceMore(desk);
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
  await desk.decide(operation?.id ?? "", { kind: "RETRY" });
  banks.q.fates.push("lost-before");
  await look();
  expect(banks.q.received).toHaveLength(2);
  isShown = true;
  await look();
  expect(await journal.get(operation?.id ?? "")).toMatchObject({ state: "SUCCEEDED", account: { id: "q1" } });
});

test("what is refused when it is sent again, as it was made late, is looked for once more", async () => {
  desk = await openDesk();
  const { books, provider, received } = desk.banks.q;
  const id = await sentOnceMore(desk);
  Object.assign(provider, {
    async send() {
      books.set("q9", JSON.parse(received[0]?.body ?? "") as AccountFacts);
      throw new GatewayError("PROVIDER_REJECTED", "This owner has one already.", { provider: "q" });
    },
  });
  await look();
  expect(await desk.journal.get(id)).toMatchObject({ state: "SUCCEEDED", account: { provider: "q", id: "q9" } });
});

test("what is refused when it is sent again, and does not show, is refused", async () => {
  desk = await openDesk();
  const id = await sentOnceMore(desk);
  desk.banks.q.fates.push("rejected");
  await look();
  expect(await desk.journal.get(id)).toMatchObject({ state: "REJECTED", error: { code: "PROVIDER_REJECTED" } });
});

describe("a change that a person has sent again, and that is refused", () => {
  /** An account whose suspension is in doubt, and is to be sent again; answers the operation's id. */
  async function suspendTwice(first: "lost-after" | "lost-before"): Promise<string> {
    desk = await openDesk();
    const { banks, commands, place } = desk;
    const { account } = await commands.createAccount(backOffice, wish("p", "opening"));
    if (account === null) throw new Error("No account was opened.");
    await place.later();
    banks.p.fates.push(first, "rejected");
    const suspension = { idempotencyKey: "k1", account, status: "SUSPENDED", reason: null } as const;
    const { operation } = await commands.changeAccountStatus(backOffice, suspension);
    const operationId = operation?.id ?? "";
    await desk.decide(operationId, { kind: "RETRY" });
    await look();
    return operationId;
  }

  test("was made, where the account shows it: the first sending did it", async () => {
    const id = await suspendTwice("lost-after");
    expect(await desk.journal.get(id)).toMatchObject({ state: "SUCCEEDED", error: null });
    expect(desk.banks.p.received).toHaveLength(3);
  });

  test("is refused, where the account does not show it", async () => {
    const id = await suspendTwice("lost-before");
    expect(await desk.journal.get(id)).toMatchObject({ state: "REJECTED", error: { code: "PROVIDER_REJECTED" } });
  });
});
