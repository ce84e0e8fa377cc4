import { expect } from "vitest";
import type { ProviderAccount } from "../../../src/domain/account.ts";
import { findAllCreated, takeWholeInventory } from "../../../src/operations/created-accounts.ts";
import type { PlannedCreation, Provider, SoughtCreation } from "../../../src/providers/provider.ts";
import type { ChangesFixture } from "./changes-fixture.ts";
import {
  commits,
  contextOf,
  expectAgreement,
  expectShown,
  planned,
  planner,
  read,
  send,
  stored,
} from "./changes-world.ts";
import type { Suite } from "./suite.ts";
import { call, codeOf, idsOf, type World } from "./world.ts";

/** New accounts: one for each wish, found again whatever became of the answer. */
export function testCreations({ it, worldOf, module }: Suite, changes: ChangesFixture): void {
  for (const example of changes.creations) {
    it(`opens an account: ${example.name}`, async () => {
      const world = await worldOf();
      await expectOpened(world, planned(module, world, example), example.shows);
    });

    it(`finds the account whose answer was lost, and no other: ${example.name}`, async () => {
      const world = await worldOf();
      const { provider, simulator } = world;
      if (provider.findCreated === undefined) return;
      const before = idsOf(simulator.books.all());
      const plan = planned(module, world, example);
      const sought = await seek(world, plan);
      expect(idsOf(await allCreated(provider, sought))).toEqual([]);
      await world.fault({
        kind: "reset",
        when: "after",
        match: { method: plan.request.method, path: plan.request.path },
      });
      expect(await codeOf(send(world, plan.request))).toBe("PROVIDER_CONNECTION_LOST");
      await world.heal();
      const created = idsOf(simulator.books.all()).filter((id) => !before.includes(id));
      expect(created).toHaveLength(1);
      const found = await allCreated(provider, sought);
      expect(found.map(({ id }) => id)).toEqual(created);
      for (const account of found) expectShown(remembered(account, plan), example.shows);
      // Also long after, by another process.
      world.pass(3_600_000);
      expect((await allCreated(world.another(), sought)).map(({ id }) => id)).toEqual(created);
    });
  }

  it("takes no older account for the one that it looks for, or says that it might", async () => {
    const world = await worldOf();
    const { provider } = world;
    const [example] = changes.creations;
    if (provider.findCreated === undefined || example === undefined) return;
    const older = await send(world, planned(module, world, example, "suite-older").request);
    world.pass(3_600_000);
    const found = await allCreated(provider, await seek(world, planned(module, world, example)));
    expect(idsOf(found)).toEqual(provider.findsLookalikes ? [older?.id] : []);
  });

  it("cannot take an answer that it cannot read for one that finds nothing", async () => {
    const world = await worldOf();
    const { provider } = world;
    const [example] = changes.creations;
    if (provider.findCreated === undefined || example === undefined) return;
    const plan = planned(module, world, example);
    const sought = await seek(world, plan);
    await send(world, plan.request);
    world.tamper(({ method, text }) =>
      method === "GET" ? { text: text.replaceAll(/"[^"]*[Ss]tatus":/g, '"gone":') } : {},
    );
    expect(await codeOf(allCreated(provider, sought))).toBe("PROVIDER_MALFORMED_ANSWER");
  });

  it("opens one account for each key, however often it is sent", async () => {
    const world = await worldOf();
    for (const [place, example] of changes.creations.entries()) {
      const plan = planned(module, world, example, `suite-${"x".repeat(place + 1)}`);
      if (plan.request.key === null) continue;
      const first = await send(world, plan.request);
      const made = await commits(world);
      const again = await send({ ...world, provider: world.another() }, plan.request);
      expect(again?.id).toBe(first?.id);
      expect(again?.facts).toEqual(first?.facts);
      expect(await commits(world)).toBe(made);
    }
  });

  it("asks for no creation that the provider's rules forbid", async () => {
    const world = await worldOf(1);
    const refused = changes.refusedCreations.filter(({ name, input, label, at }) => {
      const read = module.creationInput?.schema.parse(input);
      const plan = () => planner(world.provider, "planCreation")(read, contextOf("suite-1", label ?? null));
      expect(plan, name).toThrow(
        expect.objectContaining({
          code: "BAD_USER_INPUT",
          details: expect.objectContaining({ provider: world.provider.name, inputPath: at }),
        }),
      );
      return true;
    });
    expect(refused).toHaveLength(changes.refusedCreations.length);
  });

  const { migration } = changes;
  if (migration === undefined) return;
  it("migrates an account, once", async () => {
    const world = await worldOf();
    const plan = planner(world.provider, "planMigration");
    const wish = { ...migration.input, ...contextOf("suite-1", "Migrated") };
    await expectOpened(world, stored(plan(wish)), { ...migration.shows, label: "Migrated" });
  });
}

/** Sends a creation: one account more in the ledger, told and shown as asked for; with a key, the same again later. */
async function expectOpened(world: World, plan: PlannedCreation, shows: object): Promise<void> {
  const { books } = world.simulator;
  const count = books.all().length;
  const answer = await send(world, plan.request);
  if (answer === null) throw new Error("the answer to a creation tells no account");
  expect(books.all()).toHaveLength(count + 1);
  expect(books.get(answer.id)).toBeDefined();
  expect(await commits(world)).toBe(1);

  const account = await read(world, answer.id);
  expectAgreement(answer.facts, account.facts);
  expectShown(remembered(account, plan), shows);
  if (account.facts.owner !== undefined) expect(account.facts.owner).toEqual(plan.owner);

  if (plan.request.key === null) return;
  const again = await send(world, plan.request);
  expect([again?.id, again?.facts]).toEqual([answer.id, answer.facts]);
  expect(books.all()).toHaveLength(count + 1);
  expect(await commits(world)).toBe(1);
}

/** With what its provider never tells. */
const remembered = (account: ProviderAccount, { memory }: PlannedCreation): ProviderAccount => ({
  ...account,
  facts: { ...account.facts, ...memory },
});

async function seek(world: World, plan: PlannedCreation): Promise<SoughtCreation> {
  const before = await takeWholeInventory(world.provider, call(), plan);
  return stored({ plan, clientAccountId: "suite-1", sentAt: new Date(world.now()).toISOString(), before });
}

async function allCreated(provider: Provider, sought: SoughtCreation): Promise<readonly ProviderAccount[]> {
  return (await findAllCreated(provider, call(), sought)) ?? [];
}
