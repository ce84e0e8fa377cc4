import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import type { UnlinkCustomer } from "../../src/operations/commands.ts";
import { wholeLog } from "../audit/audit-fixture.ts";
import { backOffice, type Desk, openDesk, openedAt } from "./desk.ts";

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
