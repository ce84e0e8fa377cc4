import { afterEach, describe, expect, test, vi } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import { served } from "../accounts/directory-fixture.ts";
import { alice, backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

const state = (outcome: { operation: { state: string } | null; error: { error: { code: string } } | null }) => [
  outcome.operation?.state ?? null,
  outcome.error?.error.code ?? null,
];

describe.each(["p", "q"] as const)("opening an account at bank %s", (bank) => {
  test("happens once, and the same key tells it again", async () => {
    desk = await openDesk();
    const first = await desk.commands.createAccount(backOffice, wish(bank, "k1", { label: "Savings" }));
    expect(state(first)).toEqual(["SUCCEEDED", null]);
    expect(first).toMatchObject({ replayed: false, account: { provider: bank } });
    const again = await desk.commands.createAccount(backOffice, wish(bank, "k1", { label: "Savings" }));
    expect(again).toMatchObject({ replayed: true, account: first.account, operation: { id: first.operation?.id } });
    expect(desk.banks[bank].received).toHaveLength(1);
    const { facts } = await served(desk.place.directory, first.account?.id, bank);
    expect(facts).toMatchObject({ clientAccountId: "client-k1", label: "Savings", status: "ACTIVE" });
  });

  test("two hundred callers with one key open one account", async () => {
    desk = await openDesk();
    const { promise, resolve } = Promise.withResolvers<void>();
    desk.banks[bank].gate = promise;
    const all = Array.from({ length: 200 }, () => desk.commands.createAccount(backOffice, wish(bank, "k1")));
    let answered = 0;
    for (const one of all) void one.then(() => answered++);
    await vi.waitUntil(() => answered === 199);
    resolve();
    const outcomes = await Promise.all(all);
    expect(desk.banks[bank].books.size).toBe(1);
    expect(outcomes.filter(({ operation }) => operation?.state === "SUCCEEDED")).toHaveLength(1);
    expect(new Set(outcomes.flatMap(({ error }) => error?.error.code ?? []))).toEqual(
      new Set(["OPERATION_IN_PROGRESS"]),
    );
  });

  test("another input under the same key is refused, whatever order and nulls the same input has", async () => {
    desk = await openDesk();
    await desk.commands.createAccount(backOffice, wish(bank, "k1"));
    const same = { ...wish(bank, "k1"), customerId: undefined as unknown as null };
    expect((await desk.commands.createAccount(backOffice, same)).replayed).toBe(true);
    const other = await desk.commands.createAccount(backOffice, wish(bank, "k1", { label: "Other" }));
    expect(state(other)).toEqual([null, "IDEMPOTENCY_KEY_REUSED"]);
  });

  test("what the bank refuses is told again, and gives the client's own id back", async () => {
    desk = await openDesk();
    desk.banks[bank].fates.push("rejected");
    const first = await desk.commands.createAccount(backOffice, wish(bank, "k1", { clientAccountId: "mine" }));
    expect(state(first)).toEqual(["REJECTED", "PROVIDER_REJECTED"]);
    const again = await desk.commands.createAccount(backOffice, wish(bank, "k1", { clientAccountId: "mine" }));
    expect(state(again)).toEqual(["REJECTED", "PROVIDER_REJECTED"]);
    expect(desk.banks[bank].received).toHaveLength(1);
    const second = await desk.commands.createAccount(backOffice, wish(bank, "k2", { clientAccountId: "mine" }));
    expect(state(second)).toEqual(["SUCCEEDED", null]);
  });

  test.each([
    ["unreachable", "PROVIDER_UNREACHABLE", true],
    // By itself that does not end, yet the key has not ended either.
    ["unwelcome", "PROVIDER_AUTH_FAILED", false],
  ] as const)("what was not sent is sent by the same key: %s", async (fate, code, retryable) => {
    desk = await openDesk();
    desk.banks[bank].fates.push(fate);
    const first = await desk.commands.createAccount(backOffice, wish(bank, "k1"));
    expect(state(first)).toEqual(["NOT_SENT", code]);
    expect(first.error?.error.retryable).toBe(retryable);
    const again = await desk.commands.createAccount(backOffice, wish(bank, "k1"));
    expect(state(again)).toEqual(["SUCCEEDED", null]);
    expect(again.operation?.attempts).toBe(2);
    expect(desk.banks[bank].books.size).toBe(1);
  });

  test.each(["lost-after", "lost-before"] as const)("an answer that was %s is found out", async (fate) => {
    desk = await openDesk({ whenNotFound: "again" });
    desk.banks[bank].fates.push(fate);
    const first = await desk.commands.createAccount(backOffice, wish(bank, "k1"));
    expect(state(first)).toEqual(["IN_DOUBT", "OPERATION_IN_DOUBT"]);
    const meanwhile = await desk.commands.createAccount(backOffice, wish(bank, "k1"));
    expect(state(meanwhile)).toEqual(["IN_DOUBT", "OPERATION_IN_DOUBT"]);
    await desk.settled();
    const after = await desk.commands.createAccount(backOffice, wish(bank, "k1"));
    expect(state(after)).toEqual(["SUCCEEDED", null]);
    expect(after.replayed).toBe(true);
    expect(desk.banks[bank].books.size).toBe(1);
    const { facts } = await served(desk.place.directory, after.account?.id, bank);
    expect(facts.clientAccountId).toBe("client-k1");
  });

  test("an id of the client's that is taken is refused, and tells whose it is", async () => {
    desk = await openDesk();
    const first = await desk.commands.createAccount(backOffice, wish(bank, "k1", { clientAccountId: "mine" }));
    const second = await desk.commands.createAccount(backOffice, wish(bank, "k2", { clientAccountId: "mine" }));
    expect(second.error?.error.code).toBe("DUPLICATE_CLIENT_ACCOUNT_ID");
    expect(second.error?.existing).toEqual(first.account);
    expect(await desk.journal.count({})).toBe(1);
  });

  test("mistakes are refused before anything is written down", async () => {
    desk = await openDesk();
    const target = { [`bank${bank.toUpperCase()}`]: { owner: "o1", fails: true } };
    const outcome = await desk.commands.createAccount(backOffice, wish(bank, "k1", { target }));
    expect(outcome).toMatchObject({
      operation: null,
      error: {
        error: { code: "BAD_USER_INPUT", details: { inputPath: ["target", `bank${bank.toUpperCase()}`, "fails"] } },
      },
    });
    for (const key of ["", " ", "\u200b", "\u3164", "x".repeat(256), "🔑".repeat(256), "a\nb"]) {
      const refused = await desk.commands.createAccount(backOffice, wish(bank, key));
      expect(refused.error?.error.details.inputPath).toEqual(["idempotencyKey"]);
    }
    expect(await desk.journal.count({})).toBe(0);
  });

  test("what a bank's own rules have no words for is told in words", async () => {
    desk = await openDesk();
    const field = `bank${bank.toUpperCase()}`;
    const messages: unknown[] = [];
    for (const wrong of [{}, { owner: 7 }, { owner: "o1", fails: "yes" }, { owner: "o1", other: 1 }]) {
      const { error } = await desk.commands.createAccount(backOffice, wish(bank, "k1", { target: { [field]: wrong } }));
      messages.push(error?.error.message);
    }
    const notTaken = "This is not what is taken here.";
    expect(messages).toEqual(["This is needed.", notTaken, notTaken, notTaken]);
  });

  test("a key has up to 255 characters, whatever they are", async () => {
    desk = await openDesk();
    const key = "🔑".repeat(255);
    expect(await desk.commands.createAccount(backOffice, wish(bank, key, { clientAccountId: "c" }))).toMatchObject({
      operation: { state: "SUCCEEDED", idempotencyKey: key },
    });
  });

  test("a customer opens accounts for itself alone", async () => {
    desk = await openDesk();
    const stranger = await desk.commands.createAccount(alice, wish(bank, "k1"));
    expect(stranger.error?.error.code).toBe("FORBIDDEN");
    const owner = { kind: "USER", id: "o1" } as const;
    await desk.commands.linkCustomer(backOffice, {
      idempotencyKey: "l1",
      customerId: "alice",
      customerName: null,
      account: null,
      provider: bank,
      owner,
      holderName: "Alice",
    });
    const forAnother = await desk.commands.createAccount(alice, wish(bank, "k1", { customerId: "bob" }));
    expect(forAnother.error?.error.code).toBe("FORBIDDEN");
    const own = await desk.commands.createAccount(alice, wish(bank, "k1"));
    expect(state(own)).toEqual(["SUCCEEDED", null]);
    expect((await desk.place.directory.find(alice.viewer, [own.account ?? { provider: "", id: "" }])).size).toBe(1);
  });
});

test("where the bank has no key, one account for an owner is opened at a time", async () => {
  desk = await openDesk();
  desk.banks.q.fates.push("lost-before");
  expect(state(await desk.commands.createAccount(backOffice, wish("q", "k1")))).toEqual([
    "IN_DOUBT",
    "OPERATION_IN_DOUBT",
  ]);
  expect(state(await desk.commands.createAccount(backOffice, wish("q", "k2")))).toEqual(["NOT_SENT", "OWNER_BUSY"]);
  expect(state(await desk.commands.createAccount(backOffice, wish("q", "k3", { owner: "o2" })))).toEqual([
    "SUCCEEDED",
    null,
  ]);
});

test("an account that does not show waits for a person, who may have it sent again, or nothing more done", async () => {
  desk = await openDesk();
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  await desk.settled();
  const waiting = await desk.journal.get(operation?.id ?? "");
  expect(waiting).toMatchObject({ state: "IN_DOUBT", needsDecision: true });
  const decide = (kind: "RETRY" | "ABANDON") => desk.decide(operation?.id ?? "", { kind });
  expect(state(await decide("RETRY"))).toEqual(["IN_DOUBT", null]);
  await desk.settled();
  expect((await desk.journal.get(operation?.id ?? ""))?.state).toBe("SUCCEEDED");
  expect(desk.banks.q.books.size).toBe(1);
  expect(state(await decide("ABANDON"))).toEqual([null, "OPERATION_NOT_IN_DOUBT"]);
});

test("of several accounts that may have come of it, a person adopts one", async () => {
  desk = await openDesk();
  desk.banks.q.fates.push("lost-after");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  const [real = ""] = desk.banks.q.books.keys();
  desk.banks.q.books.set("q99", structuredClone(desk.banks.q.books.get(real) as AccountFacts));
  await desk.settled();
  const waiting = await desk.journal.get(operation?.id ?? "");
  expect(waiting).toMatchObject({ state: "IN_DOUBT", needsDecision: true });
  expect(waiting?.candidates.map(({ id }) => id).sort()).toEqual([real, "q99"].sort());
  const account = { provider: "q", id: real };
  const adopted = await desk.decide(operation?.id ?? "", { kind: "ADOPT", account });
  expect(adopted).toMatchObject({ account: { id: real }, operation: { state: "SUCCEEDED" } });
  expect((await served(desk.place.directory, real, "q")).facts.clientAccountId).toBe("client-k1");
});

test("an account is adopted by one operation, also when two people decide at the same moment", async () => {
  desk = await openDesk();
  desk.banks.p.fates.push("lost-before", "lost-before");
  const doubtful = [
    await desk.commands.createAccount(backOffice, wish("p", "k1")),
    await desk.commands.createAccount(backOffice, wish("p", "k2")),
  ];
  desk.banks.p.books.set("p99", {
    ...{ kind: "MAIN", status: "ACTIVE", providerStatus: "open", currencies: ["EUR"] },
    owner: { kind: "USER", id: "o1", secondaryId: null },
  } as unknown as AccountFacts);
  await desk.place.later();
  const decision = { kind: "ADOPT", account: { provider: "p", id: "p99" } } as const;
  const decided = await Promise.all(doubtful.map(({ operation }) => desk.decide(operation?.id ?? "", decision)));
  expect(decided.filter(({ operation }) => operation?.state === "SUCCEEDED")).toHaveLength(1);
  expect(decided.map(({ error }) => error?.error.code ?? null).sort()).toEqual(["BAD_USER_INPUT", null]);
});

test("a process that dies while it sends once more sends nothing a third time before it was looked for again", async () => {
  desk = await openDesk({ whenNotFound: "again" });
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  const { promise, resolve } = Promise.withResolvers<void>();
  await desk.look();
  desk.banks.q.gate = promise;
  const dying = desk.look();
  await expect.poll(() => desk.banks.q.received.length).toBe(2);

  await desk.leaseEnds();
  desk.banks.q.gate = Promise.resolve();
  await desk.look();
  expect(desk.banks.q.received).toHaveLength(2);
  resolve();
  await dying;
  expect((await desk.journal.get(operation?.id ?? ""))?.state).toBe("SUCCEEDED");
  expect(desk.banks.q.books.size).toBe(1);
});

test("what is asked again under its key and refused each time ends, though each asking is a sending", async () => {
  desk = await openDesk({ settleSeconds: 30 });
  const { banks, commands, place, journal, recoverer } = desk;
  banks.p.fates.push("lost-before", ...Array.from({ length: 20 }, () => "rejected" as const));
  const { operation } = await commands.createAccount(backOffice, wish("p", "k1"));
  const stored = () => journal.get(operation?.id ?? "");
  // Each look when it is due, and not a moment later.
  for (let look = 0; look < 10; look++) {
    const found = await stored();
    if (found?.state !== "IN_DOUBT") break;
    const waitMs = Math.max(Date.parse(found.nextAttemptAt ?? "") - Date.parse(await place.database.now()), 0);
    await desk.passes(waitMs);
    await recoverer.round();
  }
  expect((await stored())?.state).toBe("REJECTED");
});
