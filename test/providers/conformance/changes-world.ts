import { expect } from "vitest";
import { unknownFacts } from "../../../src/accounts/merge.ts";
import type { AccountFacts, ProviderAccount } from "../../../src/domain/account.ts";
import type {
  ChangedAccount,
  ChangeRequest,
  CreationContext,
  PlannedCreation,
  Provider,
  ProviderModule,
} from "../../../src/providers/provider.ts";
import type { CreationExample, RefusedChange, Shown, Which } from "./changes-fixture.ts";
import { allAccounts, call, type World } from "./world.ts";

/** The account of the seeded world that an example is about, as the gateway knows it. */
export async function accountFor(world: World, which: Which, openSubAccounts = 0): Promise<ChangedAccount> {
  const account = (await allAccounts(world.provider)).find(which);
  if (account === undefined) throw new Error("no account of the seeded world is what the example asks for");
  return { id: account.id, facts: { ...unknownFacts, ...account.facts }, openSubAccounts };
}

export async function refusedAccount(world: World, refused: RefusedChange): Promise<ChangedAccount> {
  const account = await accountFor(world, refused.of, refused.openSubAccounts);
  return { ...account, facts: { ...account.facts, ...refused.facts } };
}

/** As it comes back from the journal. */
export function stored<Plan>(plan: Plan): Plan {
  return JSON.parse(JSON.stringify(plan));
}

/** The optional method that the provider must have for what is tried here. */
export function planner<Name extends keyof Provider>(provider: Provider, name: Name): NonNullable<Provider[Name]> {
  const method = provider[name];
  if (method === undefined || method === null) throw new Error(`${provider.kind} has no ${name}`);
  return method as NonNullable<Provider[Name]>;
}

export const contextOf = (clientAccountId: string, label: string | null = null): CreationContext => ({
  clientAccountId,
  label,
  key: `0d9f5c1e-7f39-4d0a-9b52-${clientAccountId.length.toString().padStart(12, "0")}`,
});

/** The plan of a creation as it is stored. */
export function planned(
  module: ProviderModule,
  { provider }: World,
  { input, label }: Pick<CreationExample, "input" | "label">,
  clientAccountId = "suite-1",
): PlannedCreation {
  const read = module.creationInput?.schema.parse(input);
  return stored(planner(provider, "planCreation")(read, contextOf(clientAccountId, label)));
}

export function send({ provider }: World, request: ChangeRequest, signal?: AbortSignal) {
  return planner(provider, "send")(call(signal), request);
}

/** How many requests have made the change that they asked for, by the simulator's ledger; a new token is none. */
export async function commits(world: World): Promise<number> {
  return (await world.ledger()).filter(({ committed, path }) => committed && !path.endsWith("/token")).length;
}

export async function read({ provider }: World, id: string): Promise<ProviderAccount> {
  const account = await provider.getAccount(call(), id);
  if (account === null) throw new Error("the provider does not know the account");
  return account;
}

/** The answer to a change told nothing that a read right after it contradicts: it tells what it knows, and no more. */
export function expectAgreement(told: Partial<AccountFacts>, readFacts: Partial<AccountFacts>): void {
  const { balances = [], ...facts } = told;
  const alsoRead = Object.keys(facts).filter((name) => name in readFacts);
  const only = (from: object) => Object.fromEntries(Object.entries(from).filter(([name]) => alsoRead.includes(name)));
  expect(only(facts)).toEqual(only(readFacts));
  for (const balance of balances ?? []) {
    const same = readFacts.balances?.find(({ currency, providerBalanceId }) =>
      balance.providerBalanceId === null
        ? currency === balance.currency
        : providerBalanceId === balance.providerBalanceId,
    );
    for (const amount of ["available", "current", "blocked", "receivable"] as const)
      if (same && balance[amount] !== undefined && same[amount] !== undefined)
        expect(same[amount]).toEqual(balance[amount]);
  }
}

export function expectShown({ facts }: ProviderAccount, shown: Shown): void {
  expect(facts).toMatchObject(shown);
}
