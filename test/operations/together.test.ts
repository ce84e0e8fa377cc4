import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { GatewayError } from "../../src/domain/errors.ts";
import type { Outcome } from "../../src/operations/commands.ts";
import { createOperations } from "../../src/operations/operations.ts";
import { noSettledOperations } from "../../src/operations/settled-operations.ts";
import { alice, backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

const state = ({ operation, error }: Outcome) => [operation?.state ?? null, error?.error.code ?? null];

/** Lets nobody go on before `open` is called who has the owner's accounts listed at `q`. */
function holdWalks() {
  const { provider } = desk.banks.q;
  const { takeInventory } = provider;
  const { promise, resolve } = Promise.withResolvers<void>();
  const held = { walks: 0, open: resolve };
  Object.assign(provider, {
    async takeInventory(...asked: Parameters<NonNullable<typeof takeInventory>>) {
      held.walks += 1;
      await promise;
      return takeInventory?.(...asked);
    },
  });
  return held;
}

test("two hundred callers with one key have the owner's accounts listed once", async () => {
  desk = await openDesk();
  const held = holdWalks();
  const all = Array.from({ length: 200 }, () => desk.commands.createAccount(backOffice, wish("q", "k1")));
  await vi.waitUntil(() => held.walks > 0);
  held.open();
  const outcomes = await Promise.all(all);
  expect(outcomes.some(({ operation }) => operation?.state === "SUCCEEDED")).toBe(true);
  expect(held.walks).toBe(1);
  expect(desk.banks.q.books.size).toBe(1);
});

test("who may see less under the same key at the same moment is refused alone", async () => {
  desk = await openDesk();
  const { account } = await desk.commands.createAccount(backOffice, wish("p", "opening"));
  const suspension = {
    idempotencyKey: "k1",
    account: account ?? { provider: "p", id: "" },
    status: "SUSPENDED",
    reason: null,
  } as const;
  const asCustomer = { ...backOffice, viewer: { sees: "linked", customerId: "clerk" } } as const;
  const told = await Promise.all([
    desk.commands.changeAccountStatus(asCustomer, suspension),
    desk.commands.changeAccountStatus(backOffice, suspension),
  ]);
  expect(told.map(state)).toEqual([
    [null, "ACCOUNT_NOT_FOUND"],
    ["SUCCEEDED", null],
  ]);
});

test("who sees something else is never told what another was refused, whoever they are", async () => {
  desk = await openDesk();
  const { database, directory } = desk.place;
  const providers = new Map();
  const operations = createOperations({
    database,
    directory,
    providers,
    settled: noSettledOperations,
    uuid: randomUUID,
  });
  const { viewer: _, ...caller } = backOffice;
  const told = await Promise.all(
    [backOffice.viewer, alice.viewer].map((viewer) =>
      operations.run({
        key: { caller, mutation: "updateAccount", idempotencyKey: "k1" },
        viewer,
        input: {},
        plan: () => Promise.reject(new GatewayError("FORBIDDEN", viewer.sees)),
      }),
    ),
  );
  expect(told.map(({ error }) => error?.error.message)).toEqual(["everything", "linked"]);
});

test("two inputs under one key at the same moment are no one thing", async () => {
  desk = await openDesk();
  const held = holdWalks();
  const both = [
    desk.commands.createAccount(backOffice, wish("q", "k1")),
    desk.commands.createAccount(backOffice, wish("q", "k1", { label: "Other" })),
  ];
  await vi.waitUntil(() => held.walks === 2);
  held.open();
  const codes = (await Promise.all(both)).map(({ error }) => error?.error.code);
  expect(codes).toContain("IDEMPOTENCY_KEY_REUSED");
  expect(codes).toContain(undefined);
  expect(desk.banks.q.books.size).toBe(1);
});

test("what is refused to one of many callers with a key is refused to all, and nothing is kept of it", async () => {
  desk = await openDesk();
  const { provider } = desk.banks.q;
  const { takeInventory } = provider;
  let walks = 0;
  Object.assign(provider, {
    async takeInventory() {
      walks += 1;
      throw new GatewayError("PROVIDER_TIMEOUT", "no answer", { provider: "q" });
    },
  });
  const ask = () => desk.commands.createAccount(backOffice, wish("q", "k1"));
  for (const outcome of await Promise.all(Array.from({ length: 20 }, ask)))
    expect(state(outcome)).toEqual([null, "PROVIDER_TIMEOUT"]);
  expect(walks).toBe(1);
  Object.assign(provider, { takeInventory });
  expect(state(await ask())).toEqual(["SUCCEEDED", null]);
});
