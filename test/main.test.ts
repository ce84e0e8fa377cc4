import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// The program as it is started, compiled: what a test inside this process could not see.
let folder: string;
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "account-gateway-main-"));
  program = join("node_modules", ".cache", "main-test", "main.js");
  await ended(
    run([
      "node_modules/typescript/bin/tsc",
      "-p",
      "tsconfig.build.json",
      "--outDir",
      join("node_modules", ".cache", "main-test"),
    ]),
  );
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

  test("says so when its port is taken", async () => {
    const child = run([program], { PORT: "0" });
    const output = ended(child);
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const port = /:(\d+)\//.exec(line.toString())?.[1] ?? "";
    const second = join(folder, "second");
    const { code, stderr } = await ended(
      run([program], { PORT: port, DATA_DIR: second, DATABASE_URL: `sqlite:${second}/gateway.db` }),
    );
    expect([code, stderr]).toEqual([1, `HOST, PORT: cannot listen on 127.0.0.1:${port} (EADDRINUSE).\n`]);
    child.kill("SIGTERM");
    await output;
  });
});
