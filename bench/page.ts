import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import autocannon from "autocannon";

/**
 * `npm run bench`: what a page of 20 accounts costs, as a share of a plain Fastify route that prints the same JSON.
 * Both are measured in turns in one run, so that a noisy machine disturbs both alike; the medians are compared.
 */
const rounds = 5;
const secondsEach = 4;
const connections = 32;

const pageOfTwenty = `{ accounts(first: 20) { edges { cursor node { id status iban holder { name } provider { name } currencies createdAt } } pageInfo { hasNextPage endCursor } } }`;
const accountById = (id: string) =>
  `{ account(id: "${id}", maxAge: null) { id status iban holder { name } provider { name } } }`;

const running: ChildProcess[] = [];
const dataDir = mkdtempSync(join(tmpdir(), "account-gateway-bench-"));
try {
  const gateway = await serve("dist/main.js", {
    PORT: "0",
    DATA_DIR: dataDir,
    DATABASE_URL: `sqlite:${dataDir}/gateway.db`,
    LOG_LEVEL: "error",
  });
  const { backoffice } = (await (await fetch(new URL("/sandbox/tokens", gateway))).json()) as { backoffice: string };
  const headers = { "content-type": "application/json", authorization: `Bearer ${backoffice}` };
  const ask = async (query: string) =>
    (await fetch(gateway, { method: "POST", headers, body: JSON.stringify({ query }) })).json();
  while (!(await importDone(ask))) await new Promise((resolve) => setTimeout(resolve, 100));

  const first = (await ask(pageOfTwenty)) as { data: { accounts: { edges: { node: { id: string } }[] } } };
  const id = first.data.accounts.edges[0]?.node.id ?? "";
  for (const [name, query] of [
    ["page of 20", pageOfTwenty],
    ["account by id", accountById(id)],
  ] as const) {
    const plain = await serve("bench/plain.ts", {}, JSON.stringify(await ask(query)));
    const rates: Record<"gateway" | "plain", number[]> = { gateway: [], plain: [] };
    for (let round = 0; round < rounds; round++) {
      rates.gateway.push(await requestsPerSecond(gateway, headers, query));
      rates.plain.push(await requestsPerSecond(plain, headers, query));
    }
    const [ours, limit] = [median(rates.gateway), median(rates.plain)];
    process.stdout.write(
      `${name}: gateway ${ours} req/s, plain Fastify ${limit} req/s, ratio ${(ours / limit).toFixed(3)}\n`,
    );
  }
} finally {
  for (const child of running) child.kill("SIGTERM");
  rmSync(dataDir, { recursive: true, force: true });
}

/** Starts a server, hands it `input`, and resolves with the address that its ready line names. */
async function serve(program: string, env: Record<string, string>, input = ""): Promise<string> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  running.push(child);
  child.stdin.end(input);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready (\S+)$/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`${program} did not start.`);
}

async function importDone(ask: (query: string) => Promise<unknown>): Promise<boolean> {
  const { data } = (await ask("{ accounts(first: 1) { sources { complete } } }")) as {
    data: { accounts: { sources: { complete: boolean }[] } };
  };
  return data.accounts.sources.every(({ complete }) => complete);
}

async function requestsPerSecond(url: string, headers: Record<string, string>, query: string): Promise<number> {
  const result = await autocannon({
    url,
    method: "POST",
    headers,
    body: JSON.stringify({ query }),
    connections,
    duration: secondsEach,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed.`);
  return Math.round(result.requests.average);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
