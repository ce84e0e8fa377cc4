import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import { StartError } from "../src/domain/start-error.ts";

// The program as it is started, compiled: what a test inside this process could not see.
let folder: string;
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "account-gateway-main-"));
  program = join("node_modules", ".cache", "main-test", "main.js");
  const outDir = dirname(program);
  rmSync(outDir, { recursive: true, force: true });
  // Types are checked elsewhere: that takes five times as long as the rest.
  const compiler = "node_modules/typescript/bin/tsc";
  const { code, stdout } = await ended(run([compiler, "-p", "tsconfig.build.json", "--noCheck", "--outDir", outDir]));
  expect(stdout).toBe("");
  expect(code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: string[], env: Record<string, string> = {}) {
  const { PATH = "", HOME = "" } = process.env;
  return spawn(process.execPath, args, {
    env: { PATH, HOME, DATA_DIR: folder, DATABASE_URL: `sqlite:${folder}/gateway.db`, ...env },
  });
}

async function ended(child: ReturnType<typeof run>) {
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  const [code] = await once(child, "close");
  return { code, ...output };
}

describe("the program", () => {
  test("prints the ready line, serves, and ends well when asked to; a restart finds the same world", async () => {
    const urls: string[] = [];
    for (let start = 1; start <= 2; start++) {
      const child = run([program], { PORT: "0" });
      const output = ended(child);
      const [line] = (await once(child.stdout, "data")) as [Buffer];
      const url = /^ready (http:\/\/127\.0\.0\.1:\d+\/graphql)\n$/.exec(line.toString())?.[1] ?? "";
      expect((await fetch(new URL("/health/ready", url))).status).toBe(200);
      const { simulators } = (await (await fetch(new URL("/sandbox", url))).json()) as {
        simulators: { url: string }[];
      };
      urls.push(simulators.map((simulator) => simulator.url).join());
      child.kill("SIGTERM");
      expect((await output).code).toBe(0);
    }
    expect(urls[0]).toBe(urls[1]);
  });

  test("refuses an older Node with one sentence", async () => {
    const older = 'Object.defineProperty(process.versions, "node", { value: "20.20.2" });';
    const preload = join(folder, "older.mjs");
    writeFileSync(preload, older);
    const { code, stdout, stderr } = await ended(run(["--import", preload, program]));
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^Account Gateway needs Node\.js 24 or newer, this is .*\n$/);
  });

  test("tells all mistakes of its configuration and ends", async () => {
    const config = join(folder, "wrong.json");
    writeFileSync(config, JSON.stringify({ providers: [{ name: "x", kind: "revsto", password: "hunter2" }] }));
    const { code, stdout, stderr } = await ended(
      run([program], { PORT: "none", LOG_LEVEL: "loud", GATEWAY_CONFIG: config }),
    );
    expect([code, stdout]).toEqual([1, ""]);
    for (const name of ["PORT: ", "LOG_LEVEL: ", "providers[0].baseUrl: ", "AUTH_JWKS_URL or AUTH_SECRET: "])
      expect(stderr).toContain(name);
    expect(stderr).not.toContain("hunter2");
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("a second one on the same database file is told so in one sentence", async () => {
    const child = run([program], { PORT: "0" });
    const output = ended(child);
    await once(child.stdout, "data");
    const { code, stdout, stderr } = await ended(run([program], { PORT: "0" }));
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^The database file .* is in use by another gateway process; .* DATABASE_URL.*\.\n$/);
    child.kill("SIGTERM");
    await output;
  });
});

// What the program prints is the message of what it is refused with.
describe("a start that fails says why in one sentence", () => {
  const kept = (name: string, content: string) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  const ownDatabase = () => `sqlite:${folder}/own/gateway.db`;
  const world = () => JSON.stringify({ instance: "i", accounts: 7, ports: {}, privateKey: "k" });

  test.each<[string, () => Record<string, string>, RegExp]>([
    [
      "a PostgreSQL that is not there",
      () => ({ DATABASE_URL: "postgres://user:hunter2@127.0.0.1:1/gateway" }),
      /^DATABASE_URL: the database cannot be used \(ECONNREFUSED: nothing listens there\)\.$/,
    ],
    [
      "a URL that takes a part of the password for the host",
      () => ({ DATABASE_URL: "postgres://user:secret@hunter2.invalid/word@127.0.0.1/gateway" }),
      /^DATABASE_URL: the database cannot be used \((ENOTFOUND: there is no such host|EAI_AGAIN)\)\.$/,
    ],
    [
      "a database file that is none",
      () => ({ DATABASE_URL: `sqlite:${kept("corrupt.db", "no database at all".repeat(1000))}` }),
      /^DATABASE_URL or DATA_DIR: the database cannot be used \(file is not a database\)\.$/,
    ],
    [
      "a folder that cannot be made",
      () => ({ DATA_DIR: join(kept("file", ""), "data"), DATABASE_URL: "" }),
      /^DATABASE_URL or DATA_DIR: the database cannot be used \(ENOTDIR: .*\)\.$/,
    ],
    [
      "a sandbox that cannot be kept",
      () => ({ DATA_DIR: join(kept("file", ""), "data"), DATABASE_URL: ownDatabase() }),
      /^DATA_DIR: the sandbox cannot be kept there \(ENOTDIR: .*\)\.$/,
    ],
    [
      "a sandbox of another size",
      () => ({
        DATA_DIR: dirname(dirname(kept("other/sandbox/sandbox.json", world()))),
        DATABASE_URL: ownDatabase(),
        SANDBOX_ACCOUNTS: "8",
      }),
      /^SANDBOX_ACCOUNTS: .* holds a sandbox that began with 7 accounts, not 8: .*\.$/,
    ],
  ])("%s", async (_, env, sentence) => {
    const own = { DATA_DIR: folder, DATABASE_URL: `sqlite:${folder}/gateway.db` };
    const refused = createApp(readConfig({ PORT: "0", ...own, ...env() }));
    await expect(refused).rejects.toThrow(StartError);
    await expect(refused).rejects.toThrow(sentence);
    await expect(refused).rejects.not.toThrow("hunter2");
  });

  test("a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const second = join(folder, "second");
    const own = { PORT: String(port), DATA_DIR: second, DATABASE_URL: `sqlite:${second}/gateway.db` };
    const app = await createApp(readConfig(own), { logTo: new PassThrough().resume() });
    const sentence = `HOST, PORT: cannot listen on 127.0.0.1:${port} (EADDRINUSE).`;
    await expect(app.start()).rejects.toThrow(new StartError(sentence));
    await app.close();
    other.close();
  });
});
