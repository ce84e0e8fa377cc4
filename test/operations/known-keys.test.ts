import { afterEach, expect, test } from "vitest";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import type { LinkCustomer, Outcome } from "../../src/operations/commands.ts";
import { forgetOperations } from "../../src/storage/operation-store.ts";
import { alice, backOffice, type Desk, openDesk, wish, withoutProviders } from "./desk.ts";

let desk: Desk;
afterEach(() => desk?.close());

const told = ({ operation, replayed, error }: Outcome) => [
  operation?.idempotencyKey ?? null,
  replayed,
  error?.error.code ?? null,
];

async function opened(): Promise<AccountRef> {
  desk = await openDesk();
  const { account } = await desk.commands.createAccount(backOffice, wish("p", "opening"));
  return account ?? { provider: "", id: "" };
}

const link = (target: Partial<LinkCustomer>): LinkCustomer => ({
  ...{ idempotencyKey: "l1", customerId: "alice", customerName: null, holderName: null },
  ...{ account: null, provider: null, owner: null, ...target },
});

test("a link's key is answered also when its account is no longer the caller's to see", async () => {
  const account = await opened();
  await desk.commands.linkCustomer(backOffice, link({ account }));
  const own = { ...link({ account }), idempotencyKey: "u1" };
  expect(told(await desk.commands.linkCustomer(alice, own))).toEqual(["u1", false, null]);
  expect(told(await desk.commands.unlinkCustomer(alice, own))).toEqual(["u1", false, null]);
  expect(told(await desk.commands.linkCustomer(alice, own))).toEqual(["u1", true, null]);
  expect(told(await desk.commands.unlinkCustomer(alice, own))).toEqual(["u1", true, null]);
});

test("a link's key is answered also when its provider is configured no more", async () => {
  desk = await openDesk();
  const ofOwner = link({ provider: "p", owner: { kind: "USER", id: "o1" } });
  expect(told(await desk.commands.linkCustomer(backOffice, ofOwner))).toEqual(["l1", false, null]);
  expect(told(await desk.commands.unlinkCustomer(backOffice, ofOwner))).toEqual(["l1", false, null]);
  const elsewhere = withoutProviders(desk.place);
  expect(told(await elsewhere.linkCustomer(backOffice, ofOwner))).toEqual(["l1", true, null]);
  expect(told(await elsewhere.unlinkCustomer(backOffice, ofOwner))).toEqual(["l1", true, null]);
  const another = { ...ofOwner, idempotencyKey: "l2" };
  expect(told(await elsewhere.linkCustomer(backOffice, another))).toEqual([null, false, "UNKNOWN_PROVIDER"]);
});

test("a key that belongs to another input is told as such, whatever that input is worth", async () => {
  const account = await opened();
  await desk.commands.linkCustomer(backOffice, link({ account }));
  const other = link({ provider: "nobody", owner: { kind: "USER", id: "o1" } });
  expect(told(await desk.commands.linkCustomer(backOffice, other))).toEqual([null, false, "IDEMPOTENCY_KEY_REUSED"]);
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  const decision = { idempotencyKey: "d1", operationId: operation?.id ?? "", reason: null } as const;
  await desk.settled();
  await desk.commands.resolveOperation(backOffice, { ...decision, decision: { kind: "RETRY" } });
  const adopting = { ...decision, decision: { kind: "ADOPT", account } } as const;
  expect(told(await desk.commands.resolveOperation(backOffice, adopting))).toEqual([
    null,
    false,
    "IDEMPOTENCY_KEY_REUSED",
  ]);
});

test("a decision's key is answered without the operation that it was about, once that has been forgotten", async () => {
  desk = await openDesk();
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  await desk.settled();
  const abandoning = { idempotencyKey: "d1", operationId: operation?.id ?? "", decision: { kind: "ABANDON" } } as const;
  await desk.commands.resolveOperation(backOffice, { ...abandoning, reason: null });
  expect(await forgetOperations(desk.place.database, "2100-01-01T00:00:00.000Z")).toBe(1);
  const { replayed, error, ...again } = await desk.commands.resolveOperation(backOffice, {
    ...abandoning,
    reason: null,
  });
  expect({ replayed, error, operation: again.operation }).toEqual({ replayed: true, error: null, operation: null });
});

test("a name that no provider has is told by its field", async () => {
  desk = await openDesk();
  const owner = { kind: "USER", id: "o1" } as const;
  const linking = await desk.commands.linkCustomer(backOffice, link({ provider: "nobody", owner }));
  const closing = { idempotencyKey: "c1", provider: "nobody", owner, reason: null };
  const refusals = [linking, await desk.commands.closeAccountHolder(backOffice, closing)];
  for (const { error } of refusals) {
    expect(error?.error).toMatchObject({ code: "UNKNOWN_PROVIDER", details: { inputPath: ["provider"] } });
  }
});
