import { afterEach, beforeEach, expect, test } from "vitest";
import { createCustomerLinks } from "../../src/customers/customer-links.ts";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import type { UnlinkCustomer } from "../../src/operations/commands.ts";
import { wholeLog } from "../audit/audit-fixture.ts";
import { alice, backOffice, type Desk, openDesk, openedAt, wish } from "./desk.ts";

let desk: Desk;
let account: AccountRef;

beforeEach(async () => {
  desk = await openDesk();
  account = await openedAt("p", desk);
});
afterEach(() => desk?.close());

const audited = async () =>
  (await wholeLog(desk.place.database)).map(({ kind }) => kind).filter((kind) => kind.startsWith("CUSTOMER"));

function targets(): readonly Omit<UnlinkCustomer, "idempotencyKey">[] {
  const owner = { kind: "USER", id: "o1" } as const;
  return [
    { customerId: "carol", account, provider: null, owner: null },
    { customerId: "carol", account: null, provider: "p", owner },
  ];
}

test("a link that never was is not taken away: that is refused, and stands nowhere", async () => {
  for (const [index, target] of targets().entries()) {
    const outcome = await desk.commands.unlinkCustomer(backOffice, { idempotencyKey: `u${index}`, ...target });
    expect(outcome).toMatchObject({ operation: null, error: { error: { code: "CUSTOMER_LINK_NOT_FOUND" } } });
  }
  expect(await audited()).toEqual([]);
});

test("an owner that the bank cannot have is linked to nobody; from when that was not checked, it can be unlinked", async () => {
  const target = { customerId: "carol", account: null, provider: "p", owner: { kind: "CLIENT", id: "o1" } } as const;
  const link = { idempotencyKey: "l", customerName: null, holderName: null, ...target };
  const { operation, error } = await desk.commands.linkCustomer(backOffice, link);
  expect(operation).toBeNull();
  expect(error?.error).toMatchObject({ code: "BAD_USER_INPUT", details: { inputPath: ["owner", "kind"] } });
  expect(error?.error.message).toBe("p has no such owners: there they are of the kind USER.");
  expect(await audited()).toEqual([]);

  await createCustomerLinks(desk.place.database).link("carol", null, [{ provider: "p", owner: target.owner }]);
  const unlinked = await desk.commands.unlinkCustomer(backOffice, { idempotencyKey: "u", ...target });
  expect(unlinked).toMatchObject({ operation: { state: "SUCCEEDED" }, error: null });
});

test("a link is taken away once: the same key tells it again, another one finds nothing", async () => {
  for (const [index, target] of targets().entries()) {
    const link = { idempotencyKey: `l${index}`, customerName: null, holderName: null, ...target };
    await desk.commands.linkCustomer(backOffice, link);
    const unlink = async (key: string) => {
      const { error, replayed } = await desk.commands.unlinkCustomer(backOffice, { idempotencyKey: key, ...target });
      return error?.error.code ?? (replayed ? "replayed" : "done");
    };
    expect([await unlink(`u${index}`), await unlink(`u${index}`), await unlink(`v${index}`)]).toEqual([
      "done",
      "replayed",
      "CUSTOMER_LINK_NOT_FOUND",
    ]);
  }
  expect(await audited()).toEqual(["CUSTOMER_LINKED", "CUSTOMER_UNLINKED", "CUSTOMER_LINKED", "CUSTOMER_UNLINKED"]);
});

const ofAlice = { customerId: "alice", account: null, provider: "p", owner: { kind: "USER", id: "o1" } } as const;
const linked = () =>
  desk.commands.linkCustomer(backOffice, { idempotencyKey: "l", customerName: null, holderName: null, ...ofAlice });
const unlinked = () => desk.commands.unlinkCustomer(backOffice, { idempotencyKey: "u", ...ofAlice });
const seen = async () => (await desk.place.directory.count(alice.viewer, {})).total;

test.each([
  ["itself", alice, null],
  ["through the back office", backOffice, "alice"],
])(
  "an account that the owner's customer opened %s is seen for as long as the owner is its own",
  async (_, by, customerId) => {
    await linked();
    const { account } = await desk.commands.createAccount(by, wish("p", "mine", { customerId }));
    expect(account).not.toBeNull();
    expect(await seen()).toBe(2);
    await unlinked();
    expect(await seen()).toBe(0);
  },
);

test("so is one that is found when the owner was taken away already", async () => {
  await linked();
  desk.banks.p.fates.push("lost-after");
  await desk.commands.createAccount(alice, wish("p", "mine"));
  await unlinked();
  await desk.settled();
  expect((await desk.commands.createAccount(alice, wish("p", "mine"))).operation?.state).toBe("SUCCEEDED");
  expect(await seen()).toBe(0);
});

test("an account that is opened for somebody who is not its owner's customer is seen by its own link", async () => {
  await desk.commands.createAccount(backOffice, wish("p", "mine", { customerId: "alice" }));
  expect(await seen()).toBe(1);
});

/** Lets the bank answer without the owner, after something else has happened. */
function tellsNoOwner(meanwhile: () => Promise<unknown> = async () => {}): void {
  const { provider } = desk.banks.p;
  const { send } = provider;
  Object.assign(provider, {
    async send(...sent: Parameters<NonNullable<typeof send>>) {
      const told = await send?.(...sent);
      await meanwhile();
      return told && { ...told, facts: { ...told.facts, owner: null } };
    },
  });
}

test("an account whose owner its bank does not tell is seen by the customer that opened it", async () => {
  await linked();
  tellsNoOwner();
  const { account } = await desk.commands.createAccount(alice, wish("p", "mine"));
  expect((await desk.place.directory.find(alice.viewer, account === null ? [] : [account])).size).toBe(1);
});

test("it is not where the owner was taken away meanwhile", async () => {
  await linked();
  tellsNoOwner(unlinked);
  expect((await desk.commands.createAccount(alice, wish("p", "mine"))).error).toBeNull();
  expect(await seen()).toBe(0);
});

test("an account that somebody of the back office opened for a customer of the same name is seen", async () => {
  const namesake = { ...backOffice, subject: "alice" };
  await desk.commands.createAccount(namesake, wish("p", "mine", { customerId: "alice" }));
  expect(await seen()).toBe(1);
});
