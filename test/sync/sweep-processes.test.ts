import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SweepProgress } from "../../src/domain/sweep-progress.ts";
import { type RunningSimulator, startSimulator } from "../../src/sandbox/kit/start.ts";
import { paynetics } from "../../src/sandbox/paynetics/index.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { controls } from "../support/simulator-controls.ts";

const program = fileURLToPath(new URL("sweep-in-child.ts", import.meta.url));
const onPostgres = Boolean(process.env.TEST_DATABASE_URL);

let simulator: Pick<RunningSimulator, "url" | "providerConfig" | "stop">;
let place: TestDatabase;
let children: ChildProcess[];

beforeEach(async () => {
  children = [];
  place = await createTestDatabase();
  simulator = await startSimulator(paynetics, { accounts: 400 });
});

afterEach(async () => {
  await Promise.all(children.map(kill));
  await simulator.stop();
  await place.drop();
});

/** A process that sweeps; `until` resolves when it tells of such progress. */
function sweepInChild() {
  const entry = JSON.stringify({ ...simulator.providerConfig, limits: { ratePerSecond: 10_000 } });
  const child = spawn(process.execPath, [program, place.url, entry], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const lines = createInterface(child.stdout);
  const until = (wanted: (progress: SweepProgress) => boolean) =>
    new Promise<void>((resolve) => lines.on("line", (line) => wanted(JSON.parse(line)) && resolve()));
  return { child, until };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

const isComplete = ({ state }: SweepProgress) => state === "COMPLETE";

/** Where in the list each page began that was asked for, in the order of the calls. */
async function asked(): Promise<number[]> {
  const { requests } = await controls({ name: "paynetics", url: simulator.url }).ledger();
  return requests.flatMap(({ path }) => {
    const [, page, limit] = /^\/v2\/accounts\/(\d+)\/(\d+)/.exec(path) ?? [];
    return page === undefined ? [] : [(Number(page) - 1) * Number(limit)];
  });
}

test("a sweep that was killed goes on where it stopped", async () => {
  await controls({ name: "paynetics", url: simulator.url }).fault({ kind: "slow", delayMs: 20, times: 1_000 });
  const first = sweepInChild();
  await first.until(({ seen }) => seen >= 200);
  await kill(first.child);
  const before = (await asked()).length;
  expect(before).toBeGreaterThanOrEqual(20);
  await sweepInChild().until(isComplete);
  // What was stored is not asked for again; the adapter's pages overlap.
  expect(Math.min(...(await asked()).slice(before))).toBeGreaterThanOrEqual(150);
});

describe.runIf(onPostgres)("two processes on one PostgreSQL", () => {
  test("sweep each provider once, and one takes over when the other is killed", async () => {
    await controls({ name: "paynetics", url: simulator.url }).fault({ kind: "slow", delayMs: 100, times: 1_000 });
    const one = sweepInChild();
    await one.until(({ seen }) => seen >= 200);
    const other = sweepInChild();
    await other.until(({ state, seen }) => state === "RUNNING" && seen >= 200);
    await kill(one.child);
    const before = (await asked()).length;
    await other.until(isComplete);
    // What was stored is not asked for again; the adapter's pages overlap.
    expect(Math.min(...(await asked()).slice(before))).toBeGreaterThanOrEqual(150);
  });

  test("walk the list once", async () => {
    const both = [sweepInChild(), sweepInChild()];
    await Promise.all(both.map(({ until }) => until(isComplete)));
    expect((await asked()).filter((start) => start === 0)).toHaveLength(1);
  });
});
