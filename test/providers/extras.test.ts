import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseProviders } from "../../src/config-file.ts";
import type { StatementEntry } from "../../src/domain/statement.ts";
import { capabilitiesOf, type Provider } from "../../src/providers/provider.ts";
import { walkAccounts } from "../../src/sync/walk.ts";
import { controls } from "../support/simulator-controls.ts";
import { type SimulatorName, type Simulators, simulatorNames, startSimulators } from "../support/simulators.ts";
import { openPool } from "./kit/tiny-server.ts";

// What providers tell beyond their accounts, against the simulators over HTTP.

const call = { signal: new AbortController().signal, priority: "foreground" } as const;
const always = { from: "2000-01-01T00:00:00.000Z", to: "2100-01-01T00:00:00.000Z" };
const unknownId = "a0000000-0000-4000-8000-00000000dead";

let simulators: Simulators;
const providers = new Map<SimulatorName, Provider>();
beforeAll(async () => {
  simulators = await startSimulators();
  for (const name of simulatorNames) providers.set(name, create(name));
});
afterAll(async () => {
  await Promise.all([...providers.values()].map((provider) => provider.close()));
  await Promise.all(Object.values(simulators ?? {}).map((simulator) => simulator.stop()));
});

function create(name: SimulatorName, changes: object = {}): Provider {
  const [setup] = parseProviders([{ ...simulators[name].providerConfig, ...changes }], {}).setups;
  if (setup === undefined) throw new Error(`The configuration of ${name} is wrong.`);
  const context = { name, now: Date.now, uuid: () => crypto.randomUUID(), log: { warn() {} }, openPool };
  return setup.module.create(setup.config, context);
}

function provider(name: SimulatorName): Provider {
  const found = providers.get(name);
  if (found === undefined) throw new Error(`${name} was not started.`);
  return found;
}

async function accountsOf(name: SimulatorName) {
  const found: string[] = [];
  await walkAccounts(provider(name), call, {
    now: async () => "",
    log: { warn() {} },
    visit: async ({ accounts }) => void found.push(...accounts.map(({ id }) => id)),
  });
  return found;
}

async function statement(name: SimulatorName, id: string, window = { offset: 0, limit: 100 }, range = always) {
  const page = await provider(name).listStatements?.(call, id, { ...range, ...window });
  if (page === undefined) throw new Error(`${name} has no statements.`);
  return page;
}

test("what each defines is what it can do", () => {
  const extras = ["STATEMENTS", "DEPOSIT_INFORMATION", "PRODUCTS", "OWNER_DETAILS"];
  const told = simulatorNames.map((name) => [
    name,
    capabilitiesOf(provider(name)).filter((one) => extras.includes(one)),
  ]);
  expect(Object.fromEntries(told)).toEqual({
    inventi: [],
    if: ["STATEMENTS", "DEPOSIT_INFORMATION", "OWNER_DETAILS"],
    paynetics: ["STATEMENTS", "PRODUCTS"],
    revsto: ["PRODUCTS"],
  });
});

describe.each(["if", "paynetics"] as const)("statements of %s", (name) => {
  let longest: { id: string; entries: readonly StatementEntry[] };
  beforeAll(async () => {
    const all = await Promise.all(
      (await accountsOf(name)).map(async (id) => ({ id, entries: (await statement(name, id)).entries })),
    );
    longest = all.reduce((most, one) => (one.entries.length > most.entries.length ? one : most));
  });

  test("are told oldest first, in full", () => {
    expect(longest.entries.length).toBeGreaterThan(0);
    const times = longest.entries.map(({ bookedAt }) => bookedAt);
    expect(times).toEqual(times.toSorted());
    for (const entry of longest.entries) {
      expect(entry.direction).toMatch(/DEBIT|CREDIT/);
      expect(entry.amount.amount).toMatch(/^\d+\.\d+$/);
    }
  });

  test("any window is exactly that part of the whole", async () => {
    const whole = longest.entries;
    for (let offset = 0; offset <= Math.min(whole.length, 7); offset++) {
      for (const limit of [1, 2, 3, 5, 100]) {
        expect(await statement(name, longest.id, { offset, limit })).toEqual({
          entries: whole.slice(offset, offset + limit),
          total: whole.length,
        });
      }
    }
  });

  test("both ends of a range are inside it", async () => {
    const [first, last] = [longest.entries[0]?.bookedAt ?? "", longest.entries.at(-1)?.bookedAt ?? ""];
    const within = await statement(name, longest.id, { offset: 0, limit: 100 }, { from: first, to: first });
    expect(within.entries).toEqual(longest.entries.filter(({ bookedAt }) => bookedAt === first));
    const all = await statement(name, longest.id, { offset: 0, limit: 100 }, { from: first, to: last });
    expect(all.total).toBe(longest.entries.length);
  });

  test("of an unknown account are an error", async () => {
    await expect(statement(name, unknownId)).rejects.toMatchObject({ code: "PROVIDER_ACCOUNT_UNKNOWN" });
  });
});

test("Integrated Finance tells every scheme to pay in by, and the bank in between", async () => {
  const all = await Promise.all((await accountsOf("if")).map((id) => provider("if").getDepositInformation?.(call, id)));
  const instructions = all.flatMap((found) => found ?? []);
  expect(new Set(instructions.map(({ scheme }) => scheme))).toEqual(
    new Set(["internal", "sepa", "chaps", "faster-payments", "swift", "ach", "fedwire"]),
  );
  const swift = instructions.find(({ scheme }) => scheme === "swift");
  expect(swift?.routingCodes).toEqual([{ scheme: "bic", value: expect.any(String) }]);
  expect(swift?.intermediaryAccount).toMatchObject({ bankName: "Example Bank" });
  const unknown = provider("if").getDepositInformation?.(call, unknownId);
  await expect(unknown).rejects.toMatchObject({ code: "PROVIDER_ACCOUNT_UNKNOWN" });
});

test("Integrated Finance tells its clients with their identity", async () => {
  const account = (await provider("if").listAccounts(call, null, {})).accounts[0];
  const owner = account?.facts.owner ?? null;
  if (owner === null) throw new Error("an account without a client");
  const details = await provider("if").getOwner?.(call, owner);
  expect(details).toMatchObject({
    name: account?.facts.holderName,
    holderType: account?.facts.holderType,
    status: "active",
  });
  expect(details?.identity.map(({ name }) => name)).toContain("country");
  expect(await provider("if").getOwner?.(call, { ...owner, id: unknownId })).toBeNull();
});

test("Revsto's products come with their profiles, on however many pages", async () => {
  const small = create("revsto", { pageSize: 4 });
  const products = await small.listProducts?.(call);
  await small.close();
  expect(products).toEqual(await provider("revsto").listProducts?.(call));
  expect(products?.find(({ code }) => code === "261")).toEqual({
    kind: "PRODUCT",
    code: "261",
    name: "REVSTO Løbende konto DKK",
    type: "CURRENT",
    currencies: ["DKK"],
    profiles: [
      { id: "151", name: "REVSTO Users", role: "DelegateUser", holderType: "INDIVIDUAL" },
      { id: "306", name: "REVSTO TEST Unregulated_B2B_1", role: "Company", holderType: "ORGANISATION" },
    ],
  });
});

test("Revsto's accounts are read while its products are not", async () => {
  const { fault, clearFaults } = controls({ name: "revsto", url: simulators.revsto.url });
  await fault({ kind: "500", match: { path: "/products" } });
  const fresh = create("revsto");
  const { accounts } = await fresh.listAccounts(call, null, {});
  await fresh.close();
  await clearFaults();
  expect(accounts.length).toBeGreaterThan(0);
  expect(accounts.filter(({ facts }) => "holderType" in facts)).toEqual([]);
});

test("without the right to read profiles, products come without roles", async () => {
  const limited = create("revsto", { scope: "account_view" });
  const products = await limited.listProducts?.(call);
  await limited.close();
  expect(products?.[0]?.profiles[0]).toEqual({ id: "306", name: null, role: null, holderType: null });
});

test("Paynetics' programs are those of the configuration", async () => {
  const configured = create("paynetics", { programs: [{ code: "account_eur", currencies: ["EUR"] }] });
  expect(await configured.listProducts?.(call)).toEqual([
    { kind: "PROGRAM", code: "account_eur", name: null, type: null, currencies: ["EUR"], profiles: [] },
  ]);
  await configured.close();
});
