import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { integratedFinance, makePrivateKey } from "../../src/sandbox/integrated-finance/index.ts";
import { type RunningSimulator, startSimulator } from "../../src/sandbox/kit/start.ts";
import { accountOf } from "./integrated-finance-api.ts";
import { sendTo } from "./kit-http.ts";

let dataDir: string;
const running: RunningSimulator[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "if-"));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.stop()));
  rmSync(dataDir, { recursive: true });
});

async function start(): Promise<RunningSimulator> {
  const simulator = await startSimulator(integratedFinance(makePrivateKey()), {
    dataDir,
    now: () => 1_772_000_000_000,
  });
  running.push(simulator);
  return simulator;
}

const id = accountOf(1);

test("every booking costs the journal the same, and a restart finds the statement", async () => {
  const first = await start();
  const bookings = 20;
  for (let booking = 10; booking < 10 + bookings; booking += 1)
    await sendTo(first.url)("POST", "/__admin", { action: "setBalance", id, available: `20${booking}.00` });
  const statement = first.books.list(`entries ${id}`);
  expect(statement).toHaveLength(1 + bookings);
  await first.stop();

  const lines = readFileSync(join(dataDir, "if.jsonl"), "utf8").trimEnd().split("\n").slice(-bookings);
  // The first one of 389.25 has two digits more than the others, of 1.00.
  expect(new Set(lines.slice(1).map(({ length }) => length)).size).toBe(1);
  expect((await start()).books.list(`entries ${id}`)).toEqual(statement);
});
