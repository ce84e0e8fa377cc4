import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import { mustHaveNothingBelow } from "../../src/providers/kit/closing.ts";
import type { ChangedAccount, Provider } from "../../src/providers/provider.ts";
import { answer } from "../accounts/directory-fixture.ts";
import { backOffice, type Desk, openDesk, openedAt } from "./desk.ts";

let desk: Desk;
let main: AccountRef;

/** A bank that closes no account with an open one below it; below `main` there is one, which is known. */
beforeEach(async () => {
  desk = await openDesk();
  main = await openedAt("p", desk);
  const { provider, books } = desk.banks.p;
  const { planClosing } = provider as Required<Provider>;
  Object.assign(provider, {
    planClosing(account: ChangedAccount) {
      mustHaveNothingBelow("p", account);
      return planClosing(account);
    },
  });
  const below = { ...(books.get(main.id) as AccountFacts), kind: "VIRTUAL", mainAccountId: main.id } as const;
  books.set("below", below);
  await desk.place.directory.observe([answer(await desk.place.later(), below, "below")], "SWEEP");
  await desk.place.later();
});
afterEach(() => desk?.close());

/** Why the main account is not closed; null: it is. */
async function refusal(): Promise<string | null> {
  const closing = { idempotencyKey: "c1", account: main, reason: null };
  return (await desk.commands.closeAccount(backOffice, closing)).error?.error.code ?? null;
}

function below(told: () => Promise<Partial<AccountFacts>>): void {
  const { provider } = desk.banks.p;
  const { getAccount } = provider;
  Object.assign(provider, {
    async getAccount(...[call, id]: Parameters<typeof getAccount>) {
      const account = await getAccount(call, id);
      return id === "below" && account !== null
        ? { ...account, facts: { ...account.facts, ...(await told()) } }
        : account;
    },
  });
}

test("a main account is closed when its bank says that the one below it is closed, whatever was known of it", async () => {
  below(async () => ({ status: "CLOSED" }));
  expect(await refusal()).toBeNull();
});

test("one that cannot be read counts as it is known: its main account stays open", async () => {
  below(() => Promise.reject(new GatewayError("PROVIDER_MALFORMED_ANSWER", "odd", { provider: "p" })));
  expect(await refusal()).toBe("ACCOUNT_HAS_SUB_ACCOUNTS");
});
