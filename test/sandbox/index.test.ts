import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox/index.ts";
import { sendTo } from "./kit-http.ts";

let dataDir: string;
const started: Sandbox[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
});
afterEach(async () => {
  for (const sandbox of started.splice(0)) await sandbox.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ dataDir, ...options });
  started.push(sandbox);
  return sandbox;
}

const described = ({ simulators }: Sandbox) =>
  simulators.map(({ name, kind, url, providerConfig, customer }) => ({ name, kind, url, providerConfig, customer }));

function urlOf(sandbox: Sandbox, name: string): string {
  return sandbox.simulators.find((simulator) => simulator.name === name)?.url ?? "";
}

async function ledger(url: string) {
  return (await sendTo(url)("GET", "/__ledger?requests=0")).json();
}

const suspend = { action: "setStatus", id: "a0000000-0000-4000-8000-000000000001", status: "blocked" };

describe("the sandbox", () => {
  test("runs four simulators, each configured as the gateway wants it", async () => {
    const sandbox = await start();
    const configs = sandbox.simulators.map(({ providerConfig }) => providerConfig);
    expect(configs.map((config) => [config.name, config.kind])).toEqual([
      ["inventi", "inventi"],
      ["if", "integrated-finance"],
      ["paynetics", "paynetics"],
      ["revsto", "revsto"],
    ]);
    for (const { url, providerConfig, name } of sandbox.simulators) {
      expect(providerConfig.baseUrl).toMatch(new RegExp(`^${url}`));
      expect((await ledger(url)).accounts).toHaveLength(40);
      expect((await sendTo(url)("GET", "/__sandbox")).json().name).toBe(name);
    }
  });

  test("finds the same world at the same addresses after a restart", async () => {
    const first = await start();
    const before = described(first);
    await sendTo(urlOf(first, "paynetics"))("POST", "/__admin", suspend);
    const accounts = (await ledger(urlOf(first, "paynetics"))).accounts;
    expect(accounts[0].status).toBe("blocked");
    await first.stop();

    const second = await start();
    expect(described(second)).toEqual(before);
    expect((await ledger(urlOf(second, "paynetics"))).accounts).toEqual(accounts);
  });

  test("a second start attaches to the first, which outlives it", async () => {
    const first = await start();
    const second = await start();
    expect([first.isAttached, second.isAttached]).toEqual([false, true]);
    expect(described(second)).toEqual(described(first));
    await second.stop();
    expect((await ledger(urlOf(first, "if"))).total.accounts).toBe(40);
  });

  test("of two that start at once over a fresh directory, one runs and the other attaches", async () => {
    const both = await Promise.all([start(), start()]);
    expect(both.map(({ isAttached }) => isAttached).sort()).toEqual([false, true]);
    expect(described(both[0])).toEqual(described(both[1]));
    for (const { name } of both[0].simulators)
      expect(readFileSync(join(dataDir, `${name}.jsonl`), "utf8")).toBe('[{"world":{"accounts":40,"seed":1}}]\n');
    expect(readdirSync(dataDir)).not.toContainEqual(expect.stringMatching(/^sandbox\.json./));
  });

  test("does not mistake another sandbox at its old ports for its own", async () => {
    const first = await start({ accounts: 3 });
    const ports = Object.fromEntries(first.simulators.map(({ name, url }) => [name, Number(new URL(url).port)]));
    await first.stop();
    const squatter = await start({ dataDir: join(dataDir, "other"), accounts: 5, ports });
    const again = await start();
    expect(again.isAttached).toBe(false);
    expect(urlOf(again, "if")).not.toBe(urlOf(squatter, "if"));
    expect((await ledger(urlOf(again, "if"))).total.accounts).toBe(3);
  });

  test("a world keeps the number of accounts that it began with", async () => {
    await (await start({ accounts: 7 })).stop();
    const again = await start();
    expect((await ledger(urlOf(again, "inventi"))).total.accounts).toBe(7);
    await again.stop();
    await expect(start({ accounts: 8 })).rejects.toThrow(/began with 7 accounts, not 8: remove that directory/);
  });

  test("keeps its key to itself", async () => {
    await start();
    const path = join(dataDir, "sandbox.json");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(path, "utf8")).privateKey).toContain("BEGIN PRIVATE KEY");
  });

  test("lets go of everything when one simulator cannot start", async () => {
    const before = await start();
    const first = urlOf(before, "inventi");
    await before.stop();
    const other = await start({ dataDir: join(dataDir, "other") });
    const taken = Number(new URL(urlOf(other, "revsto")).port);
    await expect(start({ ports: { revsto: taken } })).rejects.toThrow(/EADDRINUSE/);
    await expect(sendTo(first)("GET", "/__sandbox")).rejects.toThrow();
  });

  test("hands settings to each simulator, which checks its own", async () => {
    const sandbox = await startSandbox({ settings: { if: { errorShape: "shouted" } } }).catch((error) => error);
    expect(String(sandbox)).toContain("errorShape");
  });
});
