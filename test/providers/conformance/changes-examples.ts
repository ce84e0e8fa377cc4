import { expect } from "vitest";
import {
  type ChangedAccount,
  type ChangeRequest,
  optionalCapabilities,
  type PlannedChange,
} from "../../../src/providers/provider.ts";
import type { ChangesFixture, Which } from "./changes-fixture.ts";
import { accountFor, contextOf, planned, planner, read, stored } from "./changes-world.ts";
import type { Suite } from "./suite.ts";
import { allAccounts, call, type World } from "./world.ts";

export type PlanningMethod = Extract<keyof typeof optionalCapabilities, `plan${string}`>;
export const planningMethods = Object.keys(optionalCapabilities).filter((name): name is PlanningMethod =>
  name.startsWith("plan"),
);

/** A change that is about to be sent in some world. */
export interface Attempt {
  readonly request: ChangeRequest;
  /** Fails unless the provider shows the change. */
  expectMade(): Promise<void>;
}

/** One example of a capability. */
export interface Example {
  readonly method: PlanningMethod;
  readonly name: string;
  /** Plans it; what comes back went through the journal. */
  plan(world: World): Promise<Attempt>;
}

/** Every example of the fixture, in the order of the contract. */
export function examplesOf({
  module,
  changes,
}: Pick<Suite, "module"> & { readonly changes: ChangesFixture }): Example[] {
  const { creations, migration, updates = [], statusChanges = [], closing, holderClosing } = changes;
  const { reports = [], adjustments = [] } = changes;
  const remains = closing?.remains ?? true;
  return [
    ...creations.map((example) => ({
      method: "planCreation" as const,
      name: `opens an account: ${example.name}`,
      plan: async (world: World) => oneMore(world, planned(module, world, example).request),
    })),
    ...listed(migration).map(({ input }) => ({
      method: "planMigration" as const,
      name: "migrates an account",
      async plan(world: World) {
        const wish = { ...input, ...contextOf("suite-1", "Migrated") };
        return oneMore(world, stored(planner(world.provider, "planMigration")(wish)).request);
      },
    })),
    ...updates.map(({ name, of, to }) =>
      ofAccount("planUpdate", `updates ${name}`, of, (plan, account) => plan(account, to)),
    ),
    ...statusChanges.map(({ name, of, to }) =>
      ofAccount("planStatusChange", `changes a status: ${name}`, of, (plan, account) => plan(account, to)),
    ),
    ...listed(closing).map(({ of }) => ({
      method: "planClosing" as const,
      name: "closes an account",
      async plan(world: World) {
        const account = await accountFor(world, of);
        const { request, target } = stored(planner(world.provider, "planClosing")(account));
        expect(target).toMatchObject({ status: "CLOSED" });
        return { request, expectMade: () => expectClosed(world, account.id, remains) };
      },
    })),
    ...listed(holderClosing).map(({ owner }) => ({
      method: "planHolderClosing" as const,
      name: "closes a holder with all accounts",
      async plan(world: World) {
        const owned = (await allAccounts(world.provider)).filter(({ facts }) => facts.owner?.id === owner.id);
        const open: ChangedAccount[] = [];
        for (const { id, facts } of owned) {
          if (facts.status !== "CLOSED") open.push(await accountFor(world, (account) => account.id === id));
        }
        expect(open).not.toEqual([]);
        return {
          request: stored(planner(world.provider, "planHolderClosing")(owner, open)),
          async expectMade() {
            for (const { id } of owned) await expectClosed(world, id, remains);
          },
        };
      },
    })),
    ...reports.map(({ name, of, report }) =>
      ofAccount("planConnectionReport", `reports ${name}`, of, (plan, account) => plan(account, report)),
    ),
    ...adjustments.map(({ name, of, adjustment, available }) => ({
      method: "planAdjustment" as const,
      name: `adjusts a balance: ${name}`,
      async plan(world: World) {
        const account = await accountFor(world, of);
        const plan = planner(world.provider, "planAdjustment");
        return {
          request: stored(plan(account, { ...adjustment, key: contextOf("suite-1").key })),
          async expectMade() {
            const [balance] = (await read(world, account.id)).facts.balances ?? [];
            expect(balance?.available?.amount).toBe(available);
          },
        };
      },
    })),
  ];
}

type ChangePlanner = "planUpdate" | "planStatusChange" | "planConnectionReport";

/** An example whose plan says by which facts it shows. */
function ofAccount<Method extends ChangePlanner>(
  method: Method,
  name: string,
  of: Which,
  plan: (method: ReturnType<typeof planner<Method>>, account: Awaited<ReturnType<typeof accountFor>>) => PlannedChange,
): Example {
  return {
    method,
    name,
    async plan(world) {
      const account = await accountFor(world, of);
      const { request, target } = stored(plan(planner(world.provider, method), account));
      expect(Object.keys(target), "a target that says nothing would always be reached").not.toEqual([]);
      return {
        request,
        expectMade: async () => expect((await read(world, account.id)).facts).toMatchObject(target),
      };
    },
  };
}

function oneMore({ simulator: { books } }: World, request: ChangeRequest): Attempt {
  const before = books.all().length;
  return { request, expectMade: async () => expect(books.all()).toHaveLength(before + 1) };
}

export async function expectClosed({ provider }: World, id: string, remains: boolean): Promise<void> {
  const account = await provider.getAccount(call(), id);
  if (remains) expect(account?.facts.status).toBe("CLOSED");
  else expect(account).toBeNull();
}

const listed = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);
