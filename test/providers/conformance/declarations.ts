import { expect } from "vitest";
import { filterCapability, providerFeatures } from "../../../src/providers/provider.ts";
import { anyFilter, filterFor, filterNames } from "./filters.ts";
import type { Suite } from "./suite.ts";
import { allAccounts, behindGuard, call, idsOf } from "./world.ts";

/** What a provider declares is what it does. */
export function testDeclarations({ it, module, worldOf }: Suite): void {
  it("filters natively by what it declares", async () => {
    const { provider } = await worldOf();
    const all = await allAccounts(provider);
    for (const name of provider.filters) {
      const candidates = all
        .flatMap(({ facts }) => filterFor(name, facts) ?? [])
        .map(({ filter, finds }) => ({
          filter,
          expected: all.filter(({ facts }) => finds(facts)),
        }));
      // The value that fewest accounts have tells best whether the provider looks at it at all.
      const [rarest] = candidates.sort((a, b) => a.expected.length - b.expected.length);
      if (!rarest) throw new Error(`no account of the seeded world shows the filter ${name}`);
      expect(rarest.expected.length, name).toBeLessThan(all.length);
      expect(idsOf(await allAccounts(provider, rarest.filter)), name).toEqual(idsOf(rarest.expected));
    }
  });

  it("refuses, behind the guard, the filters that it does not declare", async () => {
    const { provider } = await worldOf(1);
    const guarded = behindGuard(provider);
    for (const name of filterNames.filter((filter) => !provider.filters.includes(filter))) {
      await expect(guarded.listAccounts(call(), null, anyFilter(name))).rejects.toMatchObject({
        code: "UNSUPPORTED_OPERATION",
        details: { provider: provider.name, capability: filterCapability(name) },
      });
    }
  });

  it("shows every feature that it declares, and no other", async () => {
    const { provider } = await worldOf();
    const facts = (await allAccounts(provider)).map((account) => account.facts);
    const shown = {
      BALANCES: facts.some(({ balances }) => (balances ?? []).length > 0),
      SUB_ACCOUNTS: facts.some(({ kind }) => kind === "SUB"),
      VIRTUAL_ACCOUNTS: facts.some(({ kind }) => kind === "VIRTUAL"),
      PROVISIONING: facts.some(({ provisioning }) => provisioning !== undefined && provisioning.state !== "READY"),
      HOLDER_NAMES: facts.some(({ holderName }) => holderName !== undefined),
    };
    expect(providerFeatures.filter((feature) => shown[feature])).toEqual(
      providerFeatures.filter((feature) => provider.features.includes(feature)),
    );
  });

  it("shows owners of every kind that it declares, and of no other", async () => {
    const { provider } = await worldOf();
    const owners = (await allAccounts(provider)).flatMap(({ facts }) => facts.owner ?? []);
    expect(new Set(owners.map(({ kind }) => kind))).toEqual(new Set(module.ownerKinds));
  });

  it("never offers the status that an account already has", async () => {
    const { provider } = await worldOf();
    for (const { facts } of await allAccounts(provider)) {
      const { status = "UNKNOWN", kind = "MAIN" } = facts;
      const provisioning = facts.provisioning ?? {
        state: "READY",
        method: null,
        serviceProvider: null,
        reference: null,
        error: null,
      };
      expect(provider.availableTransitions({ status, kind, provisioning })).not.toContain(status);
    }
  });
}
