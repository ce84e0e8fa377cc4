import { expect } from "vitest";
import type { Suite } from "./suite.ts";
import { allAccounts, behindGuard, call, codeOf, firstAccount, idField, idsOf, strangeId, walk } from "./world.ts";

/** Single accounts, and how exactly they are told. */
export function testReads({ it, worldOf, module }: Suite): void {
  it("accepts its configuration, and no unknown field in it", async () => {
    const { config, provider, simulator } = await worldOf(1);
    expect(module.configSchema.safeParse({ ...config, unheardOf: 1 }).success).toBe(false);
    expect([provider.kind, provider.name]).toEqual([simulator.kind, simulator.name]);
  });

  it("answers a ping", async () => {
    const { provider } = await worldOf(0);
    await expect(provider.ping(call())).resolves.toBeUndefined();
  });

  it("reads an account of every status, and tells the same as the list", async () => {
    const { provider } = await worldOf();
    const listed = await allAccounts(provider);
    const examples = new Map(listed.map((account) => [account.facts.providerStatus, account]));
    expect(examples.size).toBeGreaterThan(1);
    for (const { id, facts } of examples.values()) {
      const account = await provider.getAccount(call(), id);
      expect(account?.id).toBe(id);
      expect(account?.facts.status).not.toBe("UNKNOWN");
      const { balances: _, ...told } = account?.facts ?? {};
      const { balances: __, ...alsoTold } = facts;
      expect({ ...told, ...alsoTold }).toEqual({ ...alsoTold, ...told });
    }
  });

  it("answers null for an id that it does not know", async () => {
    const world = await worldOf();
    expect(await world.provider.getAccount(call(), strangeId((await firstAccount(world)).id))).toBeNull();
  });

  it("answers null, behind the guard, when the provider tells another account than was asked for", async () => {
    const world = await worldOf();
    const account = await firstAccount(world);
    const guarded = behindGuard(world.provider);
    expect(await guarded.getAccount(call(), account.id)).toMatchObject({ id: account.id });
    world.tamper(({ text }) => ({
      text: text.replace(idField(account), (field) => field.replace(account.id, strangeId(account.id))),
    }));
    expect(await guarded.getAccount(call(), account.id)).toBeNull();
  });

  it("tells times in UTC, as the provider meant them", async () => {
    const { provider } = await worldOf();
    for (const { facts, raw } of await allAccounts(provider)) {
      const times = [facts.createdAt, facts.updatedAt, facts.lastUsedAt].filter((time) => typeof time === "string");
      expect(times.every((time) => new Date(time).toISOString() === time)).toBe(true);
      expect(instantsIn(raw)).toEqual(expect.arrayContaining(times));
    }
  });

  it("ignores fields that it does not know, and keeps every digit in raw", async () => {
    const world = await worldOf();
    const account = await firstAccount(world);
    world.tamper(({ text }) => ({ text: text.replace(idField(account), '"unheardOf":12345678901234567890.10,$&') }));
    const read = await world.provider.getAccount(call(), account.id);
    expect(read?.facts.status).toBe(account.facts.status);
    expect(read?.raw).toContain('"unheardOf":12345678901234567890.10');
  });

  it("reads a status word that it never saw as UNKNOWN", async () => {
    const world = await worldOf();
    const account = await firstAccount(world);
    world.tamper(({ text }) => ({ text: text.replaceAll(`"${account.facts.providerStatus}"`, '"hibernating"') }));
    const read = await world.provider.getAccount(call(), account.id);
    expect(read?.facts).toMatchObject({ status: "UNKNOWN", providerStatus: "hibernating" });
    const listed = await allAccounts(world.provider);
    expect(listed.find(({ id }) => id === account.id)?.facts.status).toBe("UNKNOWN");
  });

  it("skips a row that it cannot read, counts it, and goes on", async () => {
    const world = await worldOf();
    const account = await firstAccount(world);
    const before = await allAccounts(world.provider);
    world.tamper(({ text }) => ({
      text: text.replace(idField(account), (field) => field.replace(/:.*/, ':{"odd":true}')),
    }));
    const { rows, malformed } = await walk(world.provider);
    expect(malformed).toBeGreaterThan(0);
    expect(idsOf(rows)).toEqual(idsOf(before.filter(({ id }) => id !== account.id)));
    expect(await codeOf(world.provider.getAccount(call(), account.id))).toBe("PROVIDER_MALFORMED_ANSWER");
  });
}

/** Every time in a JSON text, in UTC; one without a zone is UTC already. */
function instantsIn(raw: string): string[] {
  return [...raw.matchAll(/"(\d{4}-\d\d-\d\dT[\d:.]+)(Z|[+-]\d\d:?\d\d)?"/g)].map(([, time, zone]) =>
    new Date(`${time}${zone ?? "Z"}`).toISOString(),
  );
}
