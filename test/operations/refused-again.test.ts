import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import { backOffice, type Desk, openDesk, openedAt } from "./desk.ts";

let desk: Desk;
let account: AccountRef;

beforeEach(async () => {
  desk = await openDesk();
  account = await openedAt("p", desk);
  const planAdjustment = ({ id }: AccountRef, { key }: { readonly key: string }) => {
    return { method: "PATCH", path: `/${id}`, body: '{"label":"booked"}', key };
  };
  Object.assign(desk.banks.p.provider, { planAdjustment });
  await desk.place.later();
});
afterEach(() => desk?.close());

/** An adjustment whose answer was lost, and that is refused whenever it is sent again. */
async function adjusted(first: "lost-after" | "lost-before") {
  desk.banks.p.fates.push(first, ...new Array(50).fill("rejected"));
  const booking = { direction: "DEBIT", amount: "100", currency: "EUR", description: "d" } as const;
  const { operation } = await desk.commands.adjustBalance(backOffice, {
    ...{ idempotencyKey: "a", account, ...booking },
    ...{ correction: null, synchronization: {}, unconnectedServiceProvider: null },
  });
  await desk.settled();
  return desk.journal.get(operation?.id ?? "");
}

test.each(["lost-after", "lost-before"] as const)(
  "whether money was moved, where the answer was lost (%s) and the key is refused then, is for a person to say",
  async (first) => {
    const error = { code: "PROVIDER_REJECTED", providerCode: "NO" };
    expect(await adjusted(first)).toMatchObject({ state: "IN_DOUBT", needsDecision: true, error });
  },
);

test("what a person has sent again, and is refused, is for a person again", async () => {
  const { id = "" } = (await adjusted("lost-after")) ?? {};
  Object.assign(desk.banks.p.provider, { replayHorizonMs: 0 });
  await desk.decide(id, { kind: "RETRY" });
  await desk.settled();
  expect(await desk.journal.get(id)).toMatchObject({ state: "IN_DOUBT", needsDecision: true });
  await desk.decide(id, { kind: "ABANDON" });
  expect(await desk.journal.get(id)).toMatchObject({ state: "ABANDONED" });
});
