import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inventi } from "../../src/sandbox/inventi/index.ts";
import type { RunningSimulator } from "../../src/sandbox/kit/start.ts";
import { startSimulator } from "../../src/sandbox/kit/start.ts";
import { inventiApi } from "./inventi-api.ts";
import { type Answer, sendTo } from "./kit-http.ts";
import { toy } from "./kit-toy.ts";

let dataDir: string;
const running: RunningSimulator[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "kit-"));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.stop()));
  rmSync(dataDir, { recursive: true });
});

async function startToy(options: Parameters<typeof startSimulator>[1] = {}) {
  const simulator = await startSimulator(toy, { accounts: 3, now: () => 1_000, ...options });
  running.push(simulator);
  return { ...simulator, send: sendTo(simulator.url) };
}

describe("books and journal", () => {
  test("a restart finds accounts, changes, removals, counters and requests", async () => {
    const first = await startToy({ dataDir });
    await first.send("POST", "/accounts", { name: "New" }, { "idempotency-key": "k1" });
    await first.send("POST", "/__admin", { action: "rename", id: "1", name: "Zoë" });
    await first.send("POST", "/__admin", { action: "remove", id: "2" });
    const before = (await first.send("GET", "/__ledger")).json();
    await first.stop();

    const second = await startToy({ dataDir });
    expect((await second.send("GET", "/__ledger")).json()).toEqual(before);
    expect(before.accounts).toMatchObject([
      { id: "1", name: "Zoë", shown: true },
      { id: "3" },
      { id: "4", name: "New" },
    ]);
    expect(before.requests).toEqual([
      {
        at: 1_000,
        method: "POST",
        path: "/accounts",
        key: "k1",
        status: 201,
        outcome: "answered",
        committed: true,
      },
    ]);
    expect((await second.send("GET", "/accounts/3")).json().id).toBe("3");
    expect((await second.send("POST", "/accounts", { name: "Next" })).json().id).toBe("5");
  });

  test("a killed process loses nothing that was answered, and a torn last line is cut off", async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL("./kit-process.ts", import.meta.url)), dataDir]);
    const [url] = (await once(createInterface(child.stdout), "line")) as [string];
    const key = { "idempotency-key": "key-1" };
    const body = { accountType: "PRIVATE", accountHolderName: "Jane", clientAccountId: "c-1", iban: "LT1" };
    const api = await inventiApi(url);
    const created = await api("POST", "/accounts", body, key);
    child.kill("SIGKILL");
    await once(child, "exit");
    const journal = join(dataDir, "inventi.jsonl");
    appendFileSync(journal, '[{"insert":{"id":"99');

    const again = await startSimulator(inventi, { dataDir });
    running.push(again);
    const restarted = sendTo(`${again.url}/account-service/v2`, { authorization: api.authorization });
    expect((await restarted("POST", "/accounts", body, key)).text).toBe(created.text);
    expect(again.books.all()).toHaveLength(41);
    expect(readFileSync(journal, "utf8")).not.toContain('"99');
  });

  test("a broken line in the middle is an error that names the line", async () => {
    writeFileSync(join(dataDir, "toy.jsonl"), '[{"world":{"accounts":3,"seed":1}}]\n[{"ins\n[]\n');
    await expect(startToy({ dataDir })).rejects.toThrow(/toy\.jsonl line 2 is not JSON/);
  });

  test("a journal is not replayed over another seed", async () => {
    await (await startToy({ dataDir })).stop();
    await expect(startToy({ dataDir, accounts: 4 })).rejects.toThrow(/began with 3 accounts \(seed 1\), not 4/);
  });

  test("the seed alone decides the accounts", async () => {
    const shown = async (seed: number) =>
      (await (await startToy({ seed, accounts: 30 })).send("GET", "/__ledger")).text;
    expect(await shown(7)).toBe(await shown(7));
    expect(await shown(7)).not.toBe(await shown(8));
  });
});

describe("faults", () => {
  const cases = [
    { kind: "500", answer: { status: 500, text: '{"message":"internal error"}' } },
    { kind: "429", retryAfter: 3, answer: { status: 429, text: '{"message":"too many requests"}' } },
    { kind: "html", answer: { status: 200, text: expect.stringContaining("<html>") } },
    { kind: "malformed", answer: { text: expect.stringMatching(/^\{"id":/) } },
    { kind: "type-change", answer: { text: expect.stringMatching(/^\{"id":\{"unexpected":/) } },
    { kind: "reset", answer: null },
    { kind: "hang", answer: null },
  ] as const;

  describe.each(cases)("$kind", ({ answer, ...rule }) => {
    test.each(["before", "after"] as const)("%s the change", async (when) => {
      const { send, url } = await startToy();
      await send("POST", "/__faults", { ...rule, when, times: 1, match: { method: "post", path: "/accounts" } });

      const attempt = attemptCreate(url, rule.kind === "hang");
      if (answer) {
        const got = await attempt;
        expect(got).toMatchObject(answer);
        if (rule.kind === "malformed") expect(() => got?.json()).toThrow();
        if (rule.kind === "429") expect(got?.headers.get("retry-after")).toBe("3");
      } else await expect(attempt).rejects.toThrow();

      const ledger = (await send("GET", "/__ledger")).json();
      expect(ledger.accounts).toHaveLength(when === "before" ? 3 : 4);
      expect(ledger.requests).toMatchObject([{ outcome: `${rule.kind} ${when}`, committed: when === "after" }]);
      expect((await send("POST", "/accounts", { name: "Second" })).status).toBe(201);
    });
  });

  /** Gives up on a hanging answer as soon as the ledger shows that it hangs. */
  async function attemptCreate(url: string, hangs: boolean): Promise<Answer | null> {
    if (!hangs) return sendTo(url)("POST", "/accounts", { name: "First" });
    const impatience = new AbortController();
    const attempt = fetch(`${url}/accounts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"name":"First"}',
      signal: impatience.signal,
    });
    await expect.poll(async () => (await sendTo(url)("GET", "/__ledger")).text).toContain("hang");
    impatience.abort();
    await attempt;
    return null;
  }

  test("a changed type leaves the digits of the other fields alone", async () => {
    const simulator = await startSimulator(inventi, { accounts: 1, settings: { firstId: "9007199254740993" } });
    running.push(simulator);
    const api = await inventiApi(simulator.url);
    await sendTo(simulator.url)("POST", "/__faults", { kind: "type-change", when: "after", field: "status" });
    const { text } = await api("GET", "/accounts");
    expect(text).toContain('"id":9007199254740993,');
    expect(text).toContain('"status":{"unexpected":"OPEN"}');
  });

  test("a slow answer is the right one", async () => {
    const { send } = await startToy();
    await send("POST", "/__faults", { kind: "slow", delayMs: 1, when: "after" });
    expect((await send("POST", "/accounts", { name: "Slow" })).status).toBe(201);
    expect((await send("GET", "/__ledger")).json().requests).toMatchObject([{ outcome: "slow after", status: 201 }]);
  });

  test("a slow request is carried out although its client has left meanwhile", async () => {
    const { send, url } = await startToy();
    await send("POST", "/__faults", { kind: "slow", delayMs: 1_000, match: { method: "POST" } });
    const impatience = new AbortController();
    const patience = { timeout: 20_000, interval: 10 };
    const attempt = fetch(`${url}/accounts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"name":"Late"}',
      signal: impatience.signal,
    }).catch(() => null);
    const ledger = async () => (await send("GET", "/__ledger")).json();
    await expect
      .poll(async () => (await ledger()).requests, patience)
      .toMatchObject([{ outcome: "open", committed: false }]);
    impatience.abort();
    expect(await attempt).toBeNull();
    await expect.poll(async () => (await ledger()).requests, patience).toMatchObject([{ committed: true }]);
    expect((await ledger()).accounts).toHaveLength(4);
  });

  test("strike by method, path, pattern and count; the API shows what is armed", async () => {
    const { send } = await startToy();
    await send("POST", "/__faults", { kind: "500", status: 502, times: 2, match: { path: "^/accounts/[12]$" } });
    const statuses = [];
    for (const id of [3, 1, 2, 1]) statuses.push((await send("GET", `/accounts/${id}`)).status);
    expect(statuses).toEqual([200, 502, 502, 200]);
    expect((await send("GET", "/__faults")).json().faults).toMatchObject([{ id: "1", kind: "500", fired: 2 }]);
    expect((await send("DELETE", "/__faults")).json().faults).toEqual([]);
  });

  test("a probability is repeatable by its seed", async () => {
    const strikes = async (seed: number) => {
      const { send } = await startToy();
      await send("POST", "/__faults", { kind: "500", probability: 0.5, seed });
      const statuses: number[] = [];
      for (let turn = 0; turn < 20; turn += 1) statuses.push((await send("GET", "/accounts/1")).status);
      return statuses;
    };
    const first = await strikes(1);
    expect(await strikes(1)).toEqual(first);
    expect(await strikes(2)).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  test("never touch the control routes, and refuse unknown kinds", async () => {
    const { send } = await startToy();
    await send("POST", "/__faults", { kind: "500" });
    expect((await send("GET", "/__ledger")).status).toBe(200);
    expect((await send("GET", "/accounts/1")).status).toBe(500);
    const refused = await send("POST", "/__faults", { kind: "flood" });
    expect([refused.status, refused.json().error]).toEqual([400, expect.stringContaining("kind")]);
  });
});

describe("control routes", () => {
  test("the ledger leaves out what is not asked for", async () => {
    const { send } = await startToy();
    await send("GET", "/accounts/1");
    await send("POST", "/accounts", { name: "New" });
    expect((await send("GET", "/__ledger?accounts=0&requests=0")).json()).toEqual({
      name: "toy",
      total: { accounts: 4, writes: 1, reads: 1, readsNotKept: 0 },
    });
  });

  test.each([
    [{ action: "explode" }, /unknown action "explode"/],
    [{ action: "toString" }, /unknown action "toString"/],
    [{ action: "rename", id: "77", name: "x" }, /no account 77/],
    [{ action: "rename", id: "1" }, /name/],
    [{}, /action/],
  ])("admin refuses %j and lists what it knows", async (wish, reason) => {
    const { send } = await startToy();
    const refused = await send("POST", "/__admin", wish);
    expect(refused.status).toBe(400);
    expect(refused.json()).toEqual({ error: expect.stringMatching(reason), actions: ["rename", "remove"] });
  });

  test("admin makes a list of changes in order, up to the first that is refused", async () => {
    const { send } = await startToy();
    const rename = (id: string, name: string) => ({ action: "rename", id, name });
    const made = await send("POST", "/__admin", [rename("1", "One"), rename("1", "Uno")]);
    expect(made.json().results).toHaveLength(2);
    const wishes = [rename("2", "Two"), { action: "explode" }, rename("3", "Three")];
    expect((await send("POST", "/__admin", wishes)).status).toBe(400);
    const names = (await send("GET", "/__ledger")).json().accounts.map(({ name }: { name: string }) => name);
    expect(names).toMatchObject({ 0: "Uno", 1: "Two" });
    expect(names).not.toContain("Three");
  });

  test("the instance is told", async () => {
    const { send } = await startToy({ instance: "run-1" });
    expect((await send("GET", "/__sandbox")).json()).toEqual({ name: "toy", kind: "toy", instance: "run-1" });
  });
});
