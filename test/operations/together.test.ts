import { afterEach, expect, test, vi } from "vitest";
import { GatewayError } from "../../src/domain/errors.ts";
import type { Outcome } from "../../src/operations/commands.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

const state = ({ operation, error }: Outcome) => [operation?.state ?? null, error?.error.code ?? null];

test("two hundred callers with one key have the owner's accounts listed once", async () => {
  desk = await openDesk();
  const { provider } = desk.banks.q;
  const { takeInventory } = provider;
  let walks = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  Object.assign(provider, {
    async takeInventory(...asked: Parameters<NonNullable<typeof takeInventory>>) {
      walks += 1;
      await promise;
      return takeInventory?.(...asked);
    },
  });
  const all = Array.from({ length: 200 }, () => desk.commands.createAccount(backOffice, wish("q", "k1")));
  await vi.waitUntil(() => walks > 0);
  const other = desk.commands.createAccount(backOffice, wish("q", "k1", { label: "Other" }));
  resolve();
  const outcomes = await Promise.all(all);
  expect(outcomes.filter(({ operation }) => operation?.state === "SUCCEEDED")).not.toHaveLength(0);
  expect(state(await other)).toEqual([null, "IDEMPOTENCY_KEY_REUSED"]);
  expect(walks).toBe(2);
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
