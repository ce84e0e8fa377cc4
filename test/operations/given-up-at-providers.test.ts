import { Writable } from "node:stream";
import { Registry } from "prom-client";
import { afterEach, describe, expect, test } from "vitest";
import { parseProviders } from "../../src/config-file.ts";
import { refKey } from "../../src/domain/account-ref.ts";
import type { Operation } from "../../src/domain/operation.ts";
import type { CreateAccount } from "../../src/operations/commands.ts";
import { createGuardMetrics } from "../../src/providers/guard.ts";
import { openProvider } from "../../src/providers/open-provider.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { openTestDirectory } from "../accounts/directory-fixture.ts";
import { changes as integratedFinance } from "../providers/integrated-finance/changes.ts";
import { changes as inventi } from "../providers/inventi/changes.ts";
import { changes as paynetics } from "../providers/paynetics/changes.fixture.ts";
import { changes as revsto } from "../providers/revsto/changes.fixture.ts";
import { controls, type Simulator } from "../support/simulator-controls.ts";
import { type SimulatorName, startOneSimulator } from "../support/simulators.ts";
import { backOffice, type Office, openOffice } from "./desk.ts";

/** How long the gateway looks by itself before it lets anybody give up what it could not find out. */
const longMs = 61 * 60_000;

interface World extends Office {
  readonly provider: Provider;
  readonly simulator: Simulator;
  /** The ids of all accounts in the simulator's ledger. */
  ledger(): Promise<readonly string[]>;
  /** What a sweep sees is stored. */
  sweep(): Promise<void>;
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A desk before one simulator, all of whose accounts are known; both clocks run. */
async function openWorld(name: SimulatorName): Promise<World> {
  const running = await startOneSimulator(name);
  closers.push(() => running.stop());
  const place = await openTestDirectory({ providers: [name], runs: true });
  closers.push(() => place.close());
  const [setup] = parseProviders([running.providerConfig], {}).setups;
  if (setup === undefined) throw new Error("the simulator's own configuration is refused");
  const log = createLogger("silent", new Writable({ write: (_chunk, _encoding, done) => done() }));
  const provider = openProvider(setup, { now: Date.now, metrics: createGuardMetrics(new Registry()), log });
  closers.push(() => provider.close());
  const input = setup.module.creationInput;
  if (input === undefined) throw new Error(`no accounts are opened at ${name}`);
  const parts = { place, providers: new Map([[name, provider]]), creationInputs: new Map([[name, input]]) };
  const simulator = controls({ name, url: running.url });
  const world: World = {
    ...openOffice(parts),
    ...{ provider, simulator },
    async ledger() {
      const { accounts } = await simulator.ledger();
      return accounts.map(({ token, id }) => String(token ?? id));
    },
    async sweep() {
      let cursor: string | null = null;
      do {
        const asOf = await place.later();
        const call = { signal: new AbortController().signal, priority: "background" } as const;
        const page = await provider.listAccounts(call, cursor, {});
        const seen = page.accounts.map((account) => ({ ref: { provider: name, id: account.id }, account, asOf }));
        await place.directory.observe(seen, "SWEEP");
        cursor = page.next;
      } while (cursor !== null);
    },
  };
  await world.sweep();
  return world;
}

const fixtures = { inventi, if: integratedFinance, paynetics, revsto };
const fields = { inventi: "inventi", if: "integratedFinance", paynetics: "paynetics", revsto: "revsto" };

function wishAt(name: SimulatorName, example: number, key: string): CreateAccount {
  const { input = {}, label = null } = fixtures[name].creations[example] ?? {};
  const { mainAccountId, ...plain } = input;
  const main = typeof mainAccountId === "string" && { mainAccountId: refKey({ provider: name, id: mainAccountId }) };
  const target = { [fields[name]]: { ...plain, ...main } };
  return { idempotencyKey: key, clientAccountId: "mine", customerId: null, label, holderName: null, target };
}

/** An operation whose request is lost on its way there, or whose answer is on its way back. */
async function inDoubt(world: World, wish: CreateAccount, when: "before" | "after"): Promise<Operation> {
  await world.simulator.fault({ kind: "reset", when, match: { method: "POST" }, times: 1 });
  const { operation } = await world.commands.createAccount(backOffice, wish);
  if (operation?.state !== "IN_DOUBT") throw new Error(`it is ${operation?.state}`);
  return operation;
}

async function giveUp(world: World, operationId: string): Promise<string> {
  const { operation, error } = await world.decide(operationId, { kind: "ABANDON" });
  return error?.error.code ?? operation?.state ?? "";
}

/** A wish whose request is lost on its way there, and that somebody gives up. */
async function givenUp(world: World, wish: CreateAccount): Promise<Operation> {
  const operation = await inDoubt(world, wish, "before");
  await world.passes(longMs);
  expect(await giveUp(world, operation.id)).toBe("ABANDONED");
  return operation;
}

/** What was given up arrives at the provider after all; answers the account's id, by the ledger. */
async function arrivesLate(world: World, { request }: Operation): Promise<string> {
  const before = await world.ledger();
  const call = { signal: new AbortController().signal, priority: "foreground" } as const;
  if (request === null) throw new Error("nothing was sent");
  await world.provider.send?.(call, request as never);
  const opened = (await world.ledger()).filter((id) => !before.includes(id));
  expect(opened).toHaveLength(1);
  return opened[0] ?? "";
}

const lateOf = async ({ journal }: World, { id }: Operation) => (await journal.lateAccounts(id)).map((ref) => ref.id);

const names = Object.keys(fixtures) as SimulatorName[];
const examples = names.flatMap((name) =>
  fixtures[name].creations.map((example, index) => ({ name, index, what: `${name}: ${example.name}` })),
);

describe.each(examples)("$what", ({ name, index }) => {
  test("is not given up before it was looked for: what was opened is its operation's", async () => {
    const world = await openWorld(name);
    const before = await world.ledger();
    const operation = await inDoubt(world, wishAt(name, index, "k1"), "after");
    expect(await giveUp(world, operation.id)).toBe("OPERATION_IN_PROGRESS");
    await world.settled();
    const opened = (await world.ledger()).filter((id) => !before.includes(id));
    expect(await world.journal.get(operation.id)).toMatchObject({ state: "SUCCEEDED", account: { id: opened[0] } });
    expect(opened).toHaveLength(1);
  });

  test("is flagged when it is opened after it was given up", async () => {
    const world = await openWorld(name);
    const operation = await givenUp(world, wishAt(name, index, "k1"));
    const late = await arrivesLate(world, operation);
    await world.sweep();
    expect(await lateOf(world, operation)).toEqual([late]);
  });
});

describe.each(names)("the id of the client's that was given up at %s", (name) => {
  test("is another wish's, and the account that appears late is nobody's but flagged", async () => {
    const world = await openWorld(name);
    const operation = await givenUp(world, wishAt(name, 0, "k1"));
    const next = await world.commands.createAccount(backOffice, wishAt(name, 0, "k2"));
    expect(next.error).toBeNull();
    // Inventi knows the client's ids, and refuses a second account with one.
    if (name === "inventi") return;
    const late = await arrivesLate(world, operation);
    await world.sweep();
    expect(await lateOf(world, operation)).toEqual([late]);
    expect(await lateOf(world, next.operation as Operation)).toEqual([]);
    const [account] = (
      await world.place.directory.find({ sees: "everything" }, [{ provider: name, id: late }])
    ).values();
    expect(account?.facts).toMatchObject({ clientAccountId: null });
  });
});

describe("where the account that was given up has the client's own id at its provider", () => {
  test("another wish for that id is told whose it is, and the account is flagged, before any sweep and once", async () => {
    const world = await openWorld("inventi");
    const operation = await givenUp(world, wishAt("inventi", 0, "k1"));
    const late = await arrivesLate(world, operation);
    const refused = await world.commands.createAccount(backOffice, wishAt("inventi", 0, "k2"));
    expect(refused).toMatchObject({
      operation: { state: "REJECTED" },
      error: { error: { code: "DUPLICATE_CLIENT_ACCOUNT_ID" }, existing: { id: late } },
    });
    expect(await lateOf(world, operation)).toEqual([late]);
    await world.sweep();
    expect(await lateOf(world, operation)).toEqual([late]);
    expect(await lateOf(world, refused.operation as Operation)).toEqual([]);
    const { error } = await world.commands.createAccount(backOffice, wishAt("inventi", 0, "k3"));
    expect(error).toMatchObject({ error: { code: "DUPLICATE_CLIENT_ACCOUNT_ID" }, existing: { id: late } });
  });

  test("another wish for that id does not get it in place of what it asked for", async () => {
    const world = await openWorld("inventi");
    const operation = await givenUp(world, wishAt("inventi", 0, "k1"));
    const late = await arrivesLate(world, operation);
    const { target, ...wish } = wishAt("inventi", 0, "k2");
    const generate = { countryCode: "LT", bankCode: "70440", accountCode: "99002" };
    const other = { ...wish, target: { inventi: { ...(target.inventi as object), generate } } };
    const { id } = await inDoubt(world, other, "after");
    await world.settled();
    expect(await world.journal.get(id)).toMatchObject({ state: "REJECTED", error: { code: "PROVIDER_REJECTED" } });
    await world.sweep();
    expect(await lateOf(world, operation)).toEqual([late]);
  });
});
