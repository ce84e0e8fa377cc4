import { afterEach, expect, test } from "vitest";
import type { CreationContext } from "../../src/providers/provider.ts";
import { alice, backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;
afterEach(() => desk?.close());

interface UserOfMerchant {
  readonly owner: string;
  readonly mainAccountId?: string;
}

/** Has a bank open its accounts for users of one merchant. */
function forUsersOfMerchant({ banks: { q } }: Desk): void {
  const { planCreation } = q.provider;
  Object.assign(q.provider, {
    planCreation: (input: UserOfMerchant, context: CreationContext) => {
      const plan = planCreation?.(input, context);
      if (plan === undefined) throw new Error("The bank opens no accounts.");
      const owner = { kind: "MERCHANT", id: "m", secondaryId: input.owner };
      const body = JSON.stringify({ ...JSON.parse(plan.request.body ?? ""), owner });
      return { ...plan, request: { ...plan.request, body }, owner, mainAccountId: input.mainAccountId ?? null };
    },
  });
}

test("a main account that the caller may not see is told by its field", async () => {
  desk = await openDesk();
  const main = await desk.commands.createAccount(backOffice, wish("q", "main", { owner: "u1" }));
  const mainAccountId = `${main.account?.provider}:${main.account?.id}`;
  const target = { bankQ: { owner: "u1", mainAccountId } };
  const { error } = await desk.commands.createAccount(alice, { ...wish("q", "below"), target });
  expect([error?.error.code, error?.error.details.inputPath]).toEqual([
    "ACCOUNT_NOT_FOUND",
    ["target", "bankQ", "mainAccountId"],
  ]);
});

test.each([
  ["the same user", "u1", null],
  ["another user of the same merchant", "u2", "BAD_USER_INPUT"],
])("an account below a main account, for %s", async (_, owner, refusal) => {
  desk = await openDesk();
  forUsersOfMerchant(desk);
  const { banks, commands, place } = desk;
  const main = await commands.createAccount(backOffice, wish("q", "main", { owner: "u1" }));
  await place.later();
  const mainAccountId = `${main.account?.provider}:${main.account?.id}`;
  const target = { bankQ: { owner, mainAccountId } };
  const { error, operation } = await commands.createAccount(backOffice, { ...wish("q", "below"), target });
  expect([error?.error.code ?? null, operation === null]).toEqual([refusal, refusal !== null]);
  if (refusal !== null) expect(error?.error.details.inputPath).toEqual(["target", "bankQ", "mainAccountId"]);
  expect(banks.q.received).toHaveLength(refusal === null ? 2 : 1);
});
