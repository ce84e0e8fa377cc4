import { join } from "node:path";
import { ask, type Operation, quantile, rate, type Target } from "./load.ts";
import type { Line, Settings } from "./main.ts";
import { accountQuery, balancesPage, newestFirst, page, walk, withBalances } from "./operations.ts";
import { type Server, serve } from "./processes.ts";
import { copyOf, environment, startSandbox, sweepsDone, target } from "./world.ts";

const accountsEach = 500;
const warmUpSeconds = 6;
const candidates = {
  gateway: "dist/bench/src/main.js",
  Apollo: "dist/bench/bench/apollo.js",
  Fastify: "bench/plain.ts",
} as const;
type Candidate = keyof typeof candidates;

/** B1, B2, B3 and B7: what reads cost, beside the same schema on stock Apollo and a plain Fastify route. */
export async function reads({ folder, rounds, seconds }: Settings, print: (line: Line) => void): Promise<void> {
  const sandbox = await startSandbox(accountsEach);
  const home = join(folder, "reads");
  const env = environment(home, sandbox.entries);
  const first = await serve(candidates.gateway, env);
  const asked = await target(first);
  await sweepsDone(asked);
  const { cursors, ids } = await walk(asked, newestFirst);
  const { cursors: balanceCursors } = await walk(asked, newestFirst, { most: 10, filter: withBalances });
  await first.stop();

  // One after the other on the same core, each with a copy of the same database.
  const pages = [null, ...cursors].map((after) => page(after));
  const accounts = ids.slice(0, 500).map((id): Operation => ({ query: accountQuery, variables: { id } }));
  const balances = [null, ...balanceCursors].map((after) => balancesPage(after, 0));
  const runs: readonly [string, readonly Operation[], readonly Candidate[], number][] = [
    ["B1 page of 20 from the directory", pages, ["gateway", "Apollo", "Fastify"], 16],
    ["B2 account by id", accounts, ["gateway", "Apollo", "Fastify"], 16],
    ["B3 page of 20 with live balances", balances, ["gateway", "Apollo", "Fastify"], 8],
  ];
  const rates = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const candidate of Object.keys(candidates) as Candidate[]) {
      const server = await start(candidate, home, sandbox.entries);
      const to = await target(server);
      for (const [name, operations, which, connections] of runs) {
        if (!which.includes(candidate)) continue;
        await rate(to, operations, { connections, seconds: warmUpSeconds });
        const key = `${name} ${candidate}`;
        rates.set(key, [...(rates.get(key) ?? []), await rate(to, operations, { connections, seconds })]);
      }
      await server.stop();
    }
  }
  for (const [name, , which] of runs) {
    const medians = which.map(
      (candidate) => [candidate, quantile(rates.get(`${name} ${candidate}`) ?? [], 0.5)] as const,
    );
    const ours = medians[0]?.[1] ?? 0;
    const figures = medians.map(([candidate, median]) => `${candidate} ${Math.round(median)}/s`);
    const ratios = medians.slice(1).map(([candidate, median]) => `${(ours / median).toFixed(2)} × ${candidate}`);
    print({ name, figure: `${figures.join(", ")}: ${ratios.join(", ")}`, target: "" });
  }
  await burst(await start("gateway", home, sandbox.entries), sandbox.entries, print);
  await sandbox.server.stop();
}

let copies = 0;

function start(candidate: Candidate, home: string, entries: Parameters<typeof environment>[1]): Promise<Server> {
  copies++;
  return serve(candidates[candidate], environment(copyOf(home, `copy-${copies}`), entries));
}

/** Accounts that the gateway does not read again by itself until they are set up. */
const settled = { providers: ["if", "paynetics"], statuses: ["ACTIVE"] };

/** B7: a hundred callers open the same first page at once. */
async function burst(
  server: Server,
  entries: Parameters<typeof environment>[1],
  print: (line: Line) => void,
): Promise<void> {
  const to: Target = await target(server);
  const { accounts } = await ask<{ accounts: { edges: { node: { id: string } }[] } }>(
    to,
    balancesPage(null, null, settled),
  );
  // `Account:provider:id`, as every global id.
  const ids = accounts.edges.map(({ node }) => Buffer.from(node.id, "base64").toString().split(":")[2] ?? "");
  const before = await callsTo(entries, ids);
  await Promise.all(Array.from({ length: 100 }, () => ask(to, balancesPage(null, 5, settled))));
  const after = await callsTo(entries, ids);
  const calls = ids.map((id) => (after.get(id) ?? 0) - (before.get(id) ?? 0));
  const all = calls.reduce((sum, count) => sum + count, 0);
  const figure = `${all} reads of single accounts for ${ids.length} accounts, at most ${Math.max(...calls)} of one`;
  print({ name: "B7 burst of 100 identical first pages", figure, target: "≤ 1 of one" });
  await server.stop();
}

/** How often each of these accounts has been read so far, by the simulators' ledgers. */
async function callsTo(
  entries: Parameters<typeof environment>[1],
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { baseUrl } of entries) {
    const ledger = await fetch(new URL("/__ledger?accounts=0", String(baseUrl)));
    const { requests } = (await ledger.json()) as { requests: { path: string }[] };
    for (const { path } of requests) {
      const id = /\/accounts\/([^/?]+)$/.exec(path)?.[1];
      if (id !== undefined && ids.includes(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}
