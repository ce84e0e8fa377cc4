import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCustomerLinks } from "../../src/customers/customer-links.ts";
import type { AccountFacts } from "../../src/domain/account.ts";
import type { AccountEvent } from "../../src/domain/account-event.ts";
import { createEventLog, type EventLog } from "../../src/events/event-log.ts";
import { answer, euros, openTestDirectory, type TestDirectory } from "../accounts/directory-fixture.ts";

let place: TestDirectory;
let events: EventLog;
beforeAll(async () => {
  place = await openTestDirectory();
  events = createEventLog(place.database);
});
afterAll(() => place?.close());

const newest = { newerThan: null, olderThan: null, limit: 100, from: "newest" } as const;

/** What was written of account `id` since the log's position `head`, oldest first. */
async function toldSince(head: number, id: string): Promise<readonly AccountEvent[]> {
  const found = await place.directory.find({ sees: "everything" }, [{ provider: "p", id }]);
  const [account] = [...found.values()];
  if (account === undefined) return [];
  return (await events.history({ sees: "everything" }, account, { ...newest, newerThan: head })).toReversed();
}

/** Lets the provider tell these things one after the other, and answers with the events of the last one. */
async function afterTelling(id: string, ...answers: Partial<AccountFacts>[]): Promise<readonly AccountEvent[]> {
  let head = await events.head();
  for (const facts of answers) {
    head = await events.head();
    await place.directory.observe([answer(await place.later(), facts, id)], "READ");
  }
  return toldSince(head, id);
}

const active = { status: "ACTIVE", providerStatus: "OPEN" } as const;
const closed = { status: "CLOSED", providerStatus: "CLOSED" } as const;
const ready = { state: "READY", method: null, serviceProvider: null, reference: null, error: null } as const;

describe("one event for each kind of thing that changed", () => {
  test("the first sight", async () => {
    expect(await afterTelling("new", { ...active, label: "One" })).toMatchObject([
      { type: "ACCOUNT_APPEARED", previousStatus: null, newStatus: "ACTIVE", changes: [], cause: "READ" },
    ]);
  });

  test("another status", async () => {
    expect(await afterTelling("status", active, closed)).toMatchObject([
      {
        type: "STATUS_CHANGED",
        ref: { provider: "p", id: "status" },
        previousStatus: "ACTIVE",
        newStatus: "CLOSED",
        changes: [
          { field: "status", before: "ACTIVE", after: "CLOSED" },
          { field: "providerStatus", before: "OPEN", after: "CLOSED" },
        ],
      },
    ]);
  });

  test("another word for the same status is a detail", async () => {
    const [event, ...others] = await afterTelling("word", active, { status: "ACTIVE", providerStatus: "open" });
    expect(event).toMatchObject({ type: "DETAILS_CHANGED", changes: [{ field: "providerStatus" }] });
    expect(others).toEqual([]);
  });

  test("several kinds at once", async () => {
    const told = await afterTelling(
      "all",
      { ...active, iban: null, provisioning: { ...ready, state: "AWAITING_IDENTIFIERS" } },
      { ...closed, iban: "DE1", provisioning: ready },
    );
    expect(told.map(({ type }) => type)).toEqual(["STATUS_CHANGED", "PROVISIONING_CHANGED", "DETAILS_CHANGED"]);
    expect(told[2]?.changes).toEqual([{ field: "iban", before: null, after: "DE1" }]);
  });

  test("missing, and back with another status", async () => {
    await afterTelling("gone", active);
    const head = await events.head();
    await place.directory.observeMissing([{ provider: "p", id: "gone" }], await place.later(), "SWEEP");
    await place.directory.observe([answer(await place.later(), closed, "gone")], "READ");
    expect(await toldSince(head, "gone")).toMatchObject([
      { type: "ACCOUNT_MISSING", cause: "SWEEP", newStatus: "ACTIVE" },
      { type: "ACCOUNT_RETURNED", newStatus: "CLOSED" },
      { type: "STATUS_CHANGED", previousStatus: "ACTIVE", newStatus: "CLOSED" },
    ]);
  });
});

describe("a customer sees of an account's history", () => {
  const owned = (id: string, holderName: string) => ({
    owner: { kind: "CLIENT" as const, id, secondaryId: null },
    holderName,
  });
  const bob = { sees: "linked", customerId: "bob" } as const;

  /** What the customer, and what the back office, is told of the account, oldest first. */
  async function toldOf(id: string) {
    const [account] = (await place.directory.find(bob, [{ provider: "p", id }])).values();
    if (account === undefined) throw new Error("The customer does not see the account.");
    const told = await events.history(bob, account, newest);
    // Page by page it is the same.
    const single: AccountEvent[] = [];
    for (let olderThan: number | null = null; ; olderThan = single.at(-1)?.position ?? null) {
      const page = await events.history(bob, account, { ...newest, olderThan, limit: 1 });
      if (page.length === 0) break;
      single.push(...page);
    }
    expect(single).toEqual(told);
    return { told: told.toReversed(), all: await toldSince(0, id) };
  }

  beforeAll(async () => {
    const owner = { kind: "CLIENT", id: "b" } as const;
    await createCustomerLinks(place.database).link("bob", null, [{ provider: "p", owner }]);
  });

  test("nothing of a former owner", async () => {
    await afterTelling(
      "sold",
      { ...active, ...owned("a", "Alice Secret"), label: "Alice's" },
      { label: "Alice's savings" },
      closed,
      { ...active, ...owned("b", "Alice Secret"), iban: "DE1" },
      { holderName: "Bob", label: "Bob's" },
      closed,
    );
    const { told, all } = await toldOf("sold");
    expect(JSON.stringify(told.map(({ changes }) => changes.map(({ before }) => before)))).not.toContain("Alice");
    expect(JSON.stringify(told)).not.toContain("savings");
    expect(told).toMatchObject([
      {
        type: "DETAILS_CHANGED",
        previousStatus: null,
        changes: [{ field: "owner", before: null, after: { id: "b" } }],
      },
      {
        changes: [
          { field: "holderName", before: null, after: "Bob" },
          { field: "label", before: null, after: "Bob's" },
        ],
      },
      { type: "STATUS_CHANGED", previousStatus: "ACTIVE", changes: [{ before: "ACTIVE" }, { before: "OPEN" }] },
    ]);
    expect(all).toHaveLength(7);
    expect(JSON.stringify(all)).toContain("Alice Secret");
  });

  test("all of it where the owner always was the same, but for the account above", async () => {
    await afterTelling(
      "kept",
      { ...active, ...owned("b", "Bob"), mainAccountId: "1" },
      { holderName: "Robert", mainAccountId: "of-somebody-else" },
    );
    const { told, all } = await toldOf("kept");
    expect(told).toMatchObject([
      { type: "ACCOUNT_APPEARED" },
      { type: "DETAILS_CHANGED", changes: [{ field: "holderName", before: "Bob", after: "Robert" }] },
    ]);
    expect(JSON.stringify(told)).not.toContain("somebody-else");
    expect(JSON.stringify(all)).toContain("somebody-else");
  });
});

describe("no event", () => {
  test.each<[string, Partial<AccountFacts>, Partial<AccountFacts>]>([
    ["the same again", active, active],
    ["a fact that nobody had told before", active, { label: "One", iban: "DE1" }],
    ["the first status", { label: "One" }, active],
    ["balances", { ...active, balances: [euros("1.00")] }, { ...active, balances: [euros("2.00")] }],
    ["the last use", { ...active, lastUsedAt: null }, { lastUsedAt: "2025-01-01T00:00:00.000Z" }],
    ["a time of change alone", { ...active, updatedAt: null }, { updatedAt: "2025-01-01T00:00:00.000Z" }],
  ])("%s", async (name, first, then) => {
    expect(await afterTelling(name, first, then)).toEqual([]);
  });
});

test("positions have no gaps and are in the order of the commits, with sixteen writers at once", async () => {
  const writers = await Promise.all(Array.from({ length: 16 }, () => place.another()));
  const start = await events.head();
  const eventsEach = 12;
  let seen = start;
  let writing = true;
  // Who looks while others write: what it has passed never grows behind its back.
  const followed: number[] = [];
  const follower = (async () => {
    for (let last = false; !last; ) {
      last = !writing;
      const rows = await place.database.read
        .selectFrom("account_events")
        .select("position")
        .where("position", ">", seen)
        .orderBy("position")
        .execute();
      followed.push(...rows.map(({ position }) => position));
      seen = followed.at(-1) ?? seen;
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  await Promise.all(
    writers.map(async (writer, index) => {
      for (let round = 0; round < eventsEach; round++) {
        const label = `round ${round} of ${index}`;
        await writer.observe([answer(await writer.now(), { ...active, label }, `w${index}-${round}`)], "SWEEP");
      }
    }),
  );
  writing = false;
  await follower;
  const count = writers.length * eventsEach;
  expect(followed).toEqual(Array.from({ length: count }, (_, index) => start + index + 1));
  expect(await events.head()).toBe(start + count);
});

test("a transaction that fails leaves no gap", async () => {
  const head = await events.head();
  const failing = place.database.transaction(async (transaction) => {
    await transaction
      .updateTable("event_log")
      .set({ head: head + 7 })
      .execute();
    throw new Error("the process dies here");
  });
  await expect(failing).rejects.toThrow("dies here");
  expect(await afterTelling("next", active)).toMatchObject([{ position: head + 1 }]);
});

test("the order of currencies and routing codes is no change, beside a real one neither", async () => {
  const eur = { scheme: "sort-code", value: "1" };
  const usd = { scheme: "aba", value: "2" };
  const first = { label: "one", currencies: ["EUR", "USD"], routingCodes: [eur, usd] };
  const turned = { ...first, currencies: ["USD", "EUR"], routingCodes: [{ ...usd }, { ...eur }] };
  expect(await afterTelling("turned", first, turned)).toEqual([]);
  const [event] = await afterTelling("turned-and-renamed", first, { ...turned, label: "other" });
  expect(event?.changes.map(({ field }) => field)).toEqual(["label"]);
  const [more] = await afterTelling("more", first, { ...first, routingCodes: [eur, { ...usd, value: "3" }] });
  expect(more?.changes.map(({ field }) => field)).toEqual(["routingCodes"]);
});
