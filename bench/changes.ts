import { randomUUID } from "node:crypto";
import { join } from "node:path";
import process from "node:process";
import { readConfig } from "../src/config.ts";
import type { Call, ChangeRequest, Provider } from "../src/providers/provider.ts";
import { type Database, openDatabase } from "../src/storage/database.ts";
import { creation, type Opening, open, openings } from "./creations.ts";
import { type Operation, quantile, rate, type Target } from "./load.ts";
import type { Line, Settings } from "./main.ts";
import { accountQuery, newestFirst, walk } from "./operations.ts";
import { serve } from "./processes.ts";
import { openProviders } from "./providers.ts";
import { scratchPostgres } from "./scratch-postgres.ts";
import { type Entries, environment, startSandbox, sweepsDone, target } from "./world.ts";

const accountsEach = 500;
/** So many accounts are opened before anything is measured: code that runs often is fast only then. */
const warmUps = 600;
const warmUpOwners = 10;
const owners = 50;
/** What a call to a bank takes; a simulator's own answer is there in one or two. */
const bankDelayMs = 100;
const slowly = `a call takes ${bankDelayMs} ms`;
const scopes = "accounts:read accounts:write accounts:all";

/** B8, B9 and B10: what opening an account costs beside what nobody can save, and what asking again costs. */
export async function changes({ folder, rounds, seconds }: Settings, print: (line: Line) => void): Promise<void> {
  const sandbox = await startSandbox(accountsEach);
  const postgres = await scratchPostgres();
  const engines = [
    { engine: "SQLite", own: null, bare: `sqlite:${join(folder, "bare.db")}` },
    ...(postgres === null ? [] : [{ engine: "PostgreSQL", own: postgres.url("gateway"), bare: postgres.url("bare") }]),
  ];
  for (const { engine, own, bare } of engines) {
    const env = environment(join(folder, `changes-${engine}`), sandbox.entries);
    if (own !== null) env.DATABASE_URL = own;
    const server = await serve("dist/bench/src/main.js", env);
    const to = await target(server, scopes);
    await sweepsDone(to);
    const config = readConfig({ ...process.env, ...env });
    const providers = openProviders(config);
    const database = await openDatabase(bare, { now: Date.now });
    const wishes = await openings(to);
    for (const [name, opening] of Object.entries(wishes)) {
      const setup = config.providers?.find((configured) => configured.name === name);
      const [provider, read] = [providers.get(name), setup?.module.creationInput?.schema];
      if (provider === undefined || read === undefined) throw new Error(`Nothing is opened at ${name}.`);
      const trip = (of: Opening) => (index: number) =>
        provider.send?.(call(), planned(provider, read.parse(of.input(owner(of, index)))));
      const [first, others] = apart(opening);
      await warmUp(to, first, trip(first));
      const measure = (samples: number) => oneByOne(to, database, others, trip(others), samples);
      print({ name: `B8 createAccount at ${name}, ${engine}`, ...(await measure(rounds * 50)) });
      const hurry = await slowed(sandbox.entries, name);
      print({ name: `B8 createAccount at ${name}, ${engine}, ${slowly}`, ...(await measure(rounds * 5)) });
      await hurry();
    }
    print({
      name: `B9 replays of completed keys, ${engine}`,
      ...(await replays(to, wishes.inventi, { rounds, seconds })),
    });
    for (const name of ["paynetics", "revsto"] as const) {
      const hurry = await slowed(sandbox.entries, name);
      print({
        name: `B10 ${owners} creates at once at ${name}, ${engine}, ${slowly}`,
        ...(await atOnce(to, apart(wishes[name])[1])),
      });
      await hurry();
    }
    await Promise.all([...providers.values()].map((provider) => provider.close()));
    await database.close();
    await server.stop();
  }
  await postgres?.drop();
  await sandbox.server.stop();
}

/**
 * Owners to warm up with, and others, who have as few accounts as most: where an owner's accounts are listed
 * first, their number counts.
 */
function apart(opening: Opening): readonly [Opening, Opening] {
  const { owners: all } = opening;
  const part = (owners: readonly string[]): Opening => ({ ...opening, owners: owners.length === 0 ? all : owners });
  return [part(all.slice(0, warmUpOwners)), part(all.slice(warmUpOwners))];
}

async function warmUp(to: Target, opening: Opening, roundTrip: RoundTrip): Promise<void> {
  for (let index = 0; index < warmUps; index += 8) {
    await Promise.all(Array.from({ length: 8 }, (_, at) => open(to, creation(opening, index + at))));
    await Promise.all(Array.from({ length: 8 }, (_, at) => roundTrip(index + at)));
  }
}

/** B8: in turns with one request to the provider and three transactions of one row, by the same code. */
async function oneByOne(
  to: Target,
  database: Database,
  opening: Opening,
  roundTrip: RoundTrip,
  samples: number,
): Promise<Omit<Line, "name">> {
  const measured = { whole: [] as number[], trip: [] as number[], commits: [] as number[] };
  for (let index = 0; index < samples; index++) {
    const wish = creation(opening, index);
    measured.whole.push(await timed(() => open(to, wish)));
    measured.trip.push(await timed(async () => roundTrip(index)));
    measured.commits.push(await timed(() => threeCommits(database)));
  }
  const whole = quantile(measured.whole, 0.5);
  const [trip, commits] = [quantile(measured.trip, 0.5), quantile(measured.commits, 0.5)];
  const times = whole / (trip + commits);
  const figure = `${whole.toFixed(2)} ms; round trip ${trip.toFixed(2)} ms + three commits ${commits.toFixed(2)} ms: ${times.toFixed(2)} ×`;
  return { figure, target: "≤ 1.5 ×" };
}

type RoundTrip = (index: number) => Promise<unknown> | undefined;
const call = (): Call => ({ signal: new AbortController().signal, priority: "foreground" });
const owner = ({ owners: all }: Opening, index: number) => all[index % all.length] ?? "";

function planned(provider: Provider, input: unknown): ChangeRequest {
  const key = randomUUID();
  const plan = provider.planCreation?.(input, { clientAccountId: key, label: null, key });
  if (plan === undefined) throw new Error(`${provider.name} opens no accounts.`);
  return plan.request;
}

async function threeCommits(database: Database): Promise<void> {
  for (let commit = 0; commit < 3; commit++) {
    await database.transaction((transaction) =>
      transaction.insertInto("customers").values({ id: randomUUID(), name: null }).execute(),
    );
  }
}

/** B9: the same wish with the same key, beside an account by its id, under the same load. */
async function replays(to: Target, opening: Opening, how: Pick<Settings, "rounds" | "seconds">) {
  const wishes = Array.from({ length: 100 }, (_, index) => creation(opening, index));
  for (const wish of wishes) await open(to, wish);
  const { ids } = await walk(to, newestFirst, { most: 3 });
  const accounts = ids.map((id): Operation => ({ query: accountQuery, variables: { id } }));
  const load = { connections: 16, seconds: how.seconds };
  const rates: { readonly replay: number[]; readonly account: number[] } = { replay: [], account: [] };
  for (let round = 0; round <= how.rounds; round++) {
    const [replay, account] = [await rate(to, wishes, load), await rate(to, accounts, load)];
    if (round === 0) continue;
    rates.replay.push(replay);
    rates.account.push(account);
  }
  const [replay, account] = [quantile(rates.replay, 0.5), quantile(rates.account, 0.5)];
  const figure = `${Math.round(replay)}/s, accounts by id ${Math.round(account)}/s: ${(replay / account).toFixed(2)} ×`;
  return { figure, target: "≥ 0.5 ×" };
}

/** B10: owners whose accounts are opened at the same moment, beside one alone. */
async function atOnce(to: Target, opening: Opening) {
  const own = opening.owners.slice(0, owners);
  if (own.length < owners) throw new Error(`Only ${own.length} owners are known.`);
  const one = (index: number) => open(to, creation(opening, index));
  const singles: number[] = [];
  for (let index = 0; index < 15; index++) singles.push(await timed(() => one(index)));
  const all = await timed(() => Promise.all(own.map((_, index) => one(index))));
  const alone = quantile(singles, 0.5);
  return {
    figure: `one ${alone.toFixed(1)} ms, all ${all.toFixed(1)} ms: ${(all / alone).toFixed(2)} ×`,
    target: "≤ 4 ×",
  };
}

/** From now on every answer of this simulator takes as long as a bank's, until that is ended. */
async function slowed(entries: Entries, name: string): Promise<() => Promise<unknown>> {
  const { baseUrl } = entries.find((entry) => entry.name === name) ?? {};
  const faults = new URL("/__faults", String(baseUrl));
  const body = JSON.stringify({ kind: "slow", when: "before", delayMs: bankDelayMs });
  const { ok } = await fetch(faults, { method: "POST", headers: { "content-type": "application/json" }, body });
  if (!ok) throw new Error("The simulator could not be slowed down.");
  return () => fetch(faults, { method: "DELETE" });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
