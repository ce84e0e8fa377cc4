import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sight } from "../../src/accounts/directory-contract.ts";
import { parseProviders } from "../../src/config-file.ts";
import type { ProviderAccount } from "../../src/domain/account.ts";
import { parseJson } from "../../src/domain/json.ts";
import { createEventLog } from "../../src/events/event-log.ts";
import { toAccount, toListedAccount } from "../../src/providers/integrated-finance/mapper.ts";
import { wireAccount } from "../../src/providers/integrated-finance/wire.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { inventi } from "../../src/sandbox/inventi/index.ts";
import { startSimulator } from "../../src/sandbox/kit/start.ts";
import { walkAccounts } from "../../src/sync/walk.ts";
import { openTestDirectory, served, silent, type TestDirectory } from "../accounts/directory-fixture.ts";
import { connection, subAccount } from "../providers/integrated-finance/samples.ts";
import { openPool } from "../providers/kit/tiny-server.ts";
import { type Simulators, simulatorNames, startSimulators } from "../support/simulators.ts";

const call = { signal: new AbortController().signal, priority: "foreground" } as const;

/** Every simulator as it is, and an Inventi whose list rows are as short as its documents' sample. */
const names = [...simulatorNames, "inventi-short"] as const;
let simulators: Simulators & { readonly "inventi-short": Simulators["inventi"] };
const providers = new Map<string, Provider>();
let place: TestDirectory;
beforeAll(async () => {
  simulators = {
    ...(await startSimulators()),
    "inventi-short": await startSimulator(inventi, { settings: { listRows: "short" } }),
  };
  for (const name of names) {
    const { setups } = parseProviders([{ ...simulators[name].providerConfig, name }], {});
    const [setup] = setups;
    if (setup === undefined) throw new Error(`The configuration of ${name} is wrong.`);
    const context = { name, now: Date.now, uuid: () => crypto.randomUUID(), log: silent, openPool };
    providers.set(name, setup.module.create(setup.config, context));
  }
  place = await openTestDirectory({ providers: names });
});
afterAll(async () => {
  await place?.close();
  await Promise.all([...providers.values()].map((provider) => provider.close()));
  await Promise.all(Object.values(simulators ?? {}).map((simulator) => simulator.stop()));
});

/** Everything that a provider's endpoints say of its accounts, each answer as partial as it is. */
async function answersOf(provider: Provider): Promise<readonly { account: ProviderAccount; cause: Sight }[]> {
  const listed: ProviderAccount[] = [];
  const visit = async ({ accounts }: { accounts: readonly ProviderAccount[] }) => void listed.push(...accounts);
  await walkAccounts(provider, call, { now: async () => "", log: silent, visit });
  const read = await Promise.all(listed.map(({ id }) => provider.getAccount(call, id)));
  return [
    ...listed.map((account) => ({ account, cause: "SWEEP" as const })),
    ...read.flatMap((account) => (account === null ? [] : [{ account, cause: "READ" as const }])),
  ];
}

test.each(names)("%s: an unchanged world writes no events, in whatever order it is seen", async (name) => {
  const provider = providers.get(name);
  if (provider === undefined) throw new Error("not started");
  const answers = await answersOf(provider);
  const accounts = new Set(answers.map(({ account }) => account.id));
  const events = createEventLog(place.database);
  const head = await events.head();
  const orders = fc.sample(fc.shuffledSubarray([...answers], { minLength: answers.length }), { numRuns: 6, seed: 7 });
  for (const order of orders) {
    for (const { account, cause } of order) {
      const observation = { ref: { provider: name, id: account.id }, account, asOf: await place.later() };
      await place.directory.observe([observation], cause);
    }
    // One appearance each, whichever endpoint told first, and nothing else.
    expect(await events.head()).toBe(head + accounts.size);
  }
});

test("an IF sub-account whose details name no service provider, while lists show its connection, has no events", async () => {
  const read = (account: object) => wireAccount.parse(parseJson(JSON.stringify(account)));
  const unnamed = { ...subAccount, serviceProvider: null };
  const answers = [
    { account: toListedAccount(read({ ...unnamed, connection }), "{}"), cause: "SWEEP" as const },
    { account: toAccount(read(unnamed), "{}"), cause: "READ" as const },
  ];
  const events = createEventLog(place.database);
  for (const [index, order] of [answers, answers.toReversed()].entries()) {
    const ref = { provider: "if", id: `sub-${index}` };
    const head = await events.head();
    for (const { account, cause } of [...order, ...order]) {
      await place.directory.observe([{ ref, account, asOf: await place.later() }], cause);
    }
    expect(await events.head()).toBe(head + 1);
    expect((await served(place.directory, ref.id, "if")).facts).toMatchObject({
      product: { code: connection.serviceProvider },
      provisioning: { state: "READY", method: connection.method },
    });
  }
});
