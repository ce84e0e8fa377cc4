import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import { type Banks, bankNames, openBanks } from "./banks.ts";
import { performFollowers } from "./followers/perform.ts";
import { briefPart } from "./parts/brief.ts";
import { perform } from "./stage.ts";

// The short version of `npm run chaos`: every fault and every crash once for each provider.
const sizes = { creates: 0, kills: 0, rounds: 0, callers: 0, restarts: 0, events: 700 };
const compiled = join("node_modules", ".cache", "chaos-test");
let folder: string;
let banks: Banks;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "account-gateway-chaos-"));
  rmSync(compiled, { recursive: true, force: true });
  // Types are checked elsewhere.
  const compiler = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--noCheck", "--outDir", compiled];
  execFileSync(process.execPath, compiler);
  banks = await openBanks(join(compiled, "sandbox", "main.js"), folder, 100);
});

afterAll(async () => {
  await banks?.stop();
  rmSync(folder, { recursive: true });
});

test("whatever befalls changes, each has its effect once", async () => {
  const { url, engine, drop } = await createTestDatabase();
  try {
    const result = await perform(briefPart, {
      ...{ program: join(compiled, "main.js"), folder, seed: 1, sizes, gateways: 1, banks: banks.banks },
      database: { url, engine, restart: async () => {}, stop: async () => {} },
      say: (text) => expect.fail(text),
    });
    expect(result.shortcomings).toEqual([]);
    expect(result.quietAfterSeconds).not.toBeNull();
    expect(result.killed).toEqual({
      ...{ anywhere: 1, claimed: 1, dispatching: 1, answered: 1, recovering: 1, settled: 1 },
    });
    expect(Object.values(result.verdicts)).toEqual(bankNames.map(() => expect.objectContaining({ leftInDoubt: 0 })));
  } finally {
    await drop();
  }
}, 240_000);

test("whatever befalls those who follow and those whom they follow, they are told of everything once", async () => {
  const { url, engine, drop } = await createTestDatabase();
  const own = join(folder, "followers");
  mkdirSync(own);
  try {
    const result = await performFollowers({
      ...{ program: join(compiled, "main.js"), folder: own, seed: 1, sizes, banks: banks.banks },
      gateways: engine === "postgres" ? 2 : 1,
      database: { url, engine, restart: async () => {}, stop: async () => {} },
      ...{ killedAfterMs: [1_000, 2_000], isBrief: true },
      say: () => {},
    });
    expect(result.shortcomings).toEqual([]);
    expect(result.killed).toBeGreaterThan(0);
    for (const { connections } of result.followers) expect(connections).toBeGreaterThan(1);
  } finally {
    await drop();
  }
}, 240_000);
