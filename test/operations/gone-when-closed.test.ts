import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import { everything } from "../accounts/directory-fixture.ts";
import { backOffice, type Desk, openDesk, openedAt } from "./desk.ts";

let desk: Desk;
let account: AccountRef;

// A bank that knows nothing more of what is closed.
beforeEach(async () => {
  desk = await openDesk();
  account = await openedAt("q", desk);
  const { provider, books } = desk.banks.q;
  const { getAccount, send } = provider;
  Object.assign(provider, {
    getAccount: async (...asked: Parameters<typeof getAccount>) =>
      books.get(asked[1])?.status === "CLOSED" ? null : getAccount(...asked),
    async send(...sent: Parameters<NonNullable<typeof send>>) {
      await send?.(...sent);
      await desk.place.later();
      return null;
    },
  });
  await desk.place.later();
});
afterEach(() => desk?.close());

const close = () => desk.commands.closeAccount(backOffice, { idempotencyKey: "c", account, reason: null });
async function shown() {
  const [snapshot] = (await desk.place.directory.find(everything, [account])).values();
  return snapshot?.missingSince ?? null;
}

test("an account that is gone when it was closed is missing", async () => {
  expect((await close()).operation?.state).toBe("SUCCEEDED");
  expect(await shown()).not.toBeNull();
});

test("whether it was closed, where the answer was lost, is for a person to say", async () => {
  desk.banks.q.fates.push("lost-after");
  const { operation } = await close();
  await desk.settled();
  const found = await desk.journal.get(operation?.id ?? "");
  expect(found).toMatchObject({ state: "IN_DOUBT", needsDecision: true, error: { code: "OPERATION_IN_DOUBT" } });
});
