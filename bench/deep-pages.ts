import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Loaded, latency, load, type Operation, quantile, type Target } from "./load.ts";
import type { Line, Settings } from "./main.ts";
import { searches } from "./names.ts";
import { newestFirst, type OrderBy, page, walk } from "./operations.ts";
import { run, serve } from "./processes.ts";
import { environment, startSandbox, target } from "./world.ts";

const orders: readonly OrderBy[] = [newestFirst, { field: "HOLDER_NAME", direction: "ASC" }];
const requests = 400;

/**
 * B4 and B5: deep pages and searches in a large directory, beside its first page: request by request, and searches under
 * the same load as B1's pages too.
 */
export async function deepPages(
  { folder, rounds, seconds, accounts }: Settings,
  print: (line: Line) => void,
): Promise<void> {
  const sandbox = await startSandbox(1);
  for (const count of accounts) {
    const home = join(folder, `deep-${count}`);
    const isFilled = existsSync(join(home, "gateway.db"));
    const env = environment(home, sandbox.entries);
    if (!isFilled) await run("dist/bench/bench/seed.js", env.DATABASE_URL ?? "", String(count));
    const server = await serve("dist/bench/src/main.js", env);
    const to = await target(server);
    const size = count.toLocaleString("en");
    for (const orderBy of orders) {
      const { cursors } = await walk(to, orderBy);
      const deep = cursors.slice(Math.floor(cursors.length * 0.9)).map((after) => page(after, orderBy));
      const first = [page(null, orderBy)];
      const measured = await inTurns(to, { first, deep }, rounds);
      const [one, other] = [quantile(measured.first, 0.5), quantile(measured.deep, 0.5)];
      const figure = `first page ${one.toFixed(2)} ms, deep page ${other.toFixed(2)} ms: ${(other / one).toFixed(2)} ×`;
      print({ name: `B4 deep page by ${orderBy.field} of ${size}`, figure, target: "≤ 1.3 ×" });
    }
    const found = searches.map((search) => page(null, newestFirst, search));
    const { search, first } = await inTurns(to, { search: found, first: [page(null)] }, rounds);
    const median = quantile(first, 0.5);
    const times = (ms: number) => `${(ms / median).toFixed(2)} ×`;
    const slowest = Math.max(...byTerm(search).map((measured) => quantile(measured, 0.5)));
    const figure = `page ${median.toFixed(2)} ms, search ${quantile(search, 0.5).toFixed(2)} ms, slowest term ${times(slowest)}, p99 ${times(quantile(search, 0.99))} (the page's own p99: ${times(quantile(first, 0.99))})`;
    print({ name: `B5 name search in ${size}, one by one`, figure, target: "" });
    print({ name: `B5 name search in ${size}, loaded as B1`, ...(await searchesUnderLoad(to, rounds, seconds)) });
    await server.stop();
  }
  await sandbox.server.stop();
}

/** The 99th percentile of searches under the load of B1, beside the median of B1's pages under the same load, in turns. */
async function searchesUnderLoad(to: Target, rounds: number, seconds: number): Promise<Omit<Line, "name">> {
  const { cursors } = await walk(to, newestFirst, { most: 100 });
  const pages = [null, ...cursors].map((after) => page(after));
  const found = searches.map((search) => page(null, newestFirst, search));
  const how = { connections: 16, seconds };
  const [pageRuns, searchRuns]: [Loaded[], Loaded[]] = [[], []];
  await load(to, found, how);
  for (let round = 0; round < rounds; round++) {
    pageRuns.push(await load(to, pages, how));
    searchRuns.push(await load(to, found, how));
  }
  const typical = (runs: readonly Loaded[], which: "median" | "p99") =>
    quantile(
      runs.map((run) => run[which]),
      0.5,
    );
  const [median, p99] = [typical(pageRuns, "median"), typical(searchRuns, "p99")];
  const context = `(searches' median ${typical(searchRuns, "median")} ms, pages' own p99 ${typical(pageRuns, "p99")} ms)`;
  return {
    figure: `page's median ${median} ms, searches' p99 ${p99} ms: ${(p99 / median).toFixed(2)} × ${context}`,
    target: "≤ 3 ×",
  };
}

/** What was measured of each search. */
function byTerm(measured: readonly number[]): readonly (readonly number[])[] {
  return searches.map((_, term) => measured.filter((_, index) => index % searches.length === term));
}

/**
 * So many rounds of each list of operations, one request of each list in turns, so that whatever else the machine does
 * slows all of them alike; what warms the server up is not counted.
 */
async function inTurns<Name extends string>(
  to: Target,
  lists: Readonly<Record<Name, readonly Operation[]>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(lists) as Name[];
  const measured = Object.fromEntries(names.map((name): [Name, number[]] => [name, []])) as Record<Name, number[]>;
  for (let index = -requests; index < rounds * requests; index++) {
    for (const name of names) {
      const took = await latency(to, lists[name], index + requests);
      if (index >= 0) measured[name].push(took);
    }
  }
  return measured;
}
