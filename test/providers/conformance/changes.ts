import { expect } from "vitest";
import { unknownFacts } from "../../../src/accounts/merge.ts";
import { accountStatuses, type ProviderAccount } from "../../../src/domain/account.ts";
import { type AccountUpdate, type UpdatableField, updateCapability } from "../../../src/providers/provider.ts";
import { examplesOf, expectClosed, planningMethods } from "./changes-examples.ts";
import { anyUpdate, type ChangesFixture, type RefusedChange, type Which } from "./changes-fixture.ts";
import { testFaultyChanges } from "./changes-under-faults.ts";
import { accountFor, commits, expectAgreement, planner, read, refusedAccount, send } from "./changes-world.ts";
import { testCreations } from "./creations.ts";
import type { Suite } from "./suite.ts";
import { allAccounts, call, type World } from "./world.ts";

const anyAccount: Which = () => true;

/** What a provider can change, it changes; what it cannot, it refuses before anything is sent. */
export function testChanges(suite: Suite): void {
  const { it, worldOf, module, changes } = suite;

  it("has an example of every change that it can make, and of no other", async () => {
    const { provider } = await worldOf(1);
    const shown = new Set(changes ? examplesOf({ module, changes }).map(({ method }) => method) : []);
    expect(planningMethods.filter((method) => provider[method] !== undefined)).toEqual(
      planningMethods.filter((method) => shown.has(method)),
    );
    expect(module.creationInput === undefined).toBe(provider.planCreation === undefined);
    expect(provider.send === undefined).toBe(shown.size === 0);
    expect(provider.updatableFields === undefined).toBe(provider.planUpdate === undefined);
    const updated = new Set(changes?.updates?.flatMap(({ to }) => Object.keys(to)));
    expect([...updated].sort()).toEqual([...(provider.updatableFields ?? [])].sort());
  });

  if (changes === undefined) return;
  const examples = examplesOf({ module, changes });

  it("plans without a call, and the same for the same wish", async () => {
    for (const { plan, name } of examples) {
      const world = await worldOf();
      const { request } = await plan(world);
      expect((await plan({ ...world, provider: world.another() })).request, name).toEqual(request);
      const sent = (await world.ledger()).filter(({ method, path }) => method !== "GET" && !path.endsWith("/token"));
      expect(sent, name).toEqual([]);
    }
  });

  testCreations(suite, changes);

  for (const { method, name, plan } of examples) {
    if (method === "planCreation" || method === "planMigration") continue;
    it(name, async () => {
      const world = await worldOf();
      const { request, expectMade } = await plan(world);
      await expect(expectMade(), "it is so already").rejects.toThrow();
      const answer = await send(world, request);
      expect(await commits(world)).toBe(1);
      await expectMade();
      if (answer) expectAgreement(answer.facts, (await read(world, answer.id)).facts);
      if (request.key === null) return;
      expect(await send(world, request)).toEqual(answer);
      expect(await commits(world)).toBe(1);
      await expectMade();
    });
  }

  it("refuses, by the capability's name, to update what it cannot", async () => {
    const world = await worldOf();
    const { planUpdate, updatableFields = [] } = world.provider;
    if (planUpdate === undefined) return;
    const account = await accountFor(world, anyAccount);
    for (const field of Object.keys(anyUpdate) as UpdatableField[]) {
      if (updatableFields.includes(field)) continue;
      const update: AccountUpdate = { [field]: anyUpdate[field] };
      expect(() => planUpdate(account, update), field).toThrow(
        expect.objectContaining({
          code: "UNSUPPORTED_OPERATION",
          details: { provider: world.provider.name, capability: updateCapability(field), inputPath: [field] },
        }),
      );
    }
  });

  testRefusals(suite, changes);
  testClosing(suite, changes);
  testFaultyChanges(suite, examples);
}

/** What the state of an account forbids is known before anything is sent. */
function testRefusals({ it, worldOf }: Suite, changes: ChangesFixture): void {
  const refusal = (
    name: string,
    refused: RefusedChange,
    plan: (world: World, account: Account) => unknown,
    details: object = {},
  ): void =>
    it(`refuses ${name}: ${refused.name}`, async () => {
      const world = await worldOf();
      const account = await refusedAccount(world, refused);
      expect(() => plan(world, account)).toThrow(
        expect.objectContaining({
          code: refused.code,
          details: expect.objectContaining({ provider: world.provider.name, ...details }),
        }),
      );
    });
  for (const refused of changes.refusedUpdates ?? []) {
    const isOfField = refused.code === "BAD_USER_INPUT" || refused.code === "UNSUPPORTED_OPERATION";
    const place = isOfField ? { inputPath: Object.keys(refused.to).slice(0, 1) } : {};
    const plan = ({ provider }: World, account: Account) => planner(provider, "planUpdate")(account, refused.to);
    refusal("an update", refused, plan, place);
  }
  for (const refused of changes.refusedStatusChanges ?? [])
    refusal("a status", refused, ({ provider }, account) => planner(provider, "planStatusChange")(account, refused.to));
  for (const refused of changes.closing?.refused ?? [])
    refusal("to close", refused, ({ provider }, account) => planner(provider, "planClosing")(account));
  for (const refused of changes.refusedReports ?? [])
    refusal("a report", refused, ({ provider }, account) =>
      planner(provider, "planConnectionReport")(account, refused.report),
    );
  for (const refused of changes.refusedAdjustments ?? [])
    refusal("an adjustment", refused, ({ provider }, account) =>
      planner(provider, "planAdjustment")(account, { ...refused.adjustment, key: "any" }),
    );
}
type Account = Awaited<ReturnType<typeof accountFor>>;

/** Statuses follow the provider's own rules, and an end is an end. */
function testClosing({ it, worldOf }: Suite, { closing }: ChangesFixture): void {
  it("plans exactly the statuses that it offers", async () => {
    const world = await worldOf();
    const { provider } = world;
    const { planStatusChange } = provider;
    if (planStatusChange === undefined) return;
    const { accounts } = await provider.listAccounts(call(), null, {});
    for (const { id } of accounts) {
      const account = await accountFor(world, (other) => other.id === id);
      const offered = provider.availableTransitions(account.facts);
      for (const status of accountStatuses.filter((word) => word !== "CLOSED")) {
        const plan = () => planStatusChange(account, status);
        if (offered.includes(status)) expect(plan().target).toMatchObject({ status });
        else
          expect(plan, `${account.facts.status} to ${status}`).toThrow(
            expect.objectContaining({ code: "INVALID_TRANSITION" }),
          );
      }
    }
  });

  it("takes each status that it offers, of every sort of account", async () => {
    const { provider } = await worldOf();
    const { planStatusChange } = provider;
    if (planStatusChange === undefined) return;
    const sort = ({ facts }: ProviderAccount) => `${facts.kind}, ${facts.provisioning?.method}, ${facts.status}`;
    for (const [name, { facts }] of new Map((await allAccounts(provider)).map((one) => [sort(one), one]))) {
      for (const status of provider.availableTransitions({ ...unknownFacts, ...facts })) {
        // That is the closing below, which asks for more.
        if (status === "CLOSED") continue;
        const world = await worldOf();
        const account = await accountFor(world, (other) => sort(other) === name);
        await send(world, planner(world.provider, "planStatusChange")(account, status).request);
        expect((await read(world, account.id)).facts.status, `${name} to ${status}`).toBe(status);
      }
    }
  });

  if (closing === undefined) return;
  it("keeps a closed account closed, or opens it again where it can", async () => {
    const world = await worldOf();
    const { provider } = world;
    const account = await accountFor(world, closing.of);
    await send(world, planner(provider, "planClosing")(account).request);
    await expectClosed(world, account.id, closing.remains);
    if (!closing.remains) return;
    const closed = await accountFor(world, ({ id }) => id === account.id);
    expect(provider.availableTransitions(closed.facts)).toEqual(closing.reopens ? ["ACTIVE"] : []);
    expect(() => planner(provider, "planClosing")(closed)).toThrow(
      expect.objectContaining({ code: "INVALID_TRANSITION" }),
    );
    if (!closing.reopens) return;
    await send(world, planner(provider, "planStatusChange")(closed, "ACTIVE").request);
    expect((await read(world, account.id)).facts.status).toBe("ACTIVE");
  });
}
