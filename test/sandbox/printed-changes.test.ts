import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, expect, test } from "vitest";

let sandbox: ChildProcess | undefined;
const folder = mkdtempSync(join(tmpdir(), "account-gateway-"));
afterEach(async () => {
  if (sandbox?.exitCode === null) {
    const ended = new Promise((resolve) => sandbox?.once("exit", resolve));
    sandbox.kill("SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

test("the changes that the sandbox prints are made when they are sent", async () => {
  sandbox = spawn(process.execPath, ["src/sandbox/main.ts"], {
    env: { ...process.env, DATA_DIR: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  sandbox.stdout?.on("data", (text) => (printed += text));
  const lines = () => [...printed.matchAll(/^ {2}curl -s (\S+) -H 'content-type: application\/json' -d '(.+)'\n/gm)];
  await expect.poll(() => lines().length, { timeout: 20_000 }).toBe(4);
  // Each two under a line that says when a subscription shows them.
  const [addresses = "", told, untold] = printed.split("\n\n");
  const url = (name: string) => new RegExp(`^${name} +(\\S+)`, "m").exec(addresses)?.[1] ?? "not listed";
  expect(told).toMatch(new RegExp(`within a second:\n.*${url("if")}/.*\n.*${url("revsto")}/`));
  expect(untold).toMatch(new RegExp(`by\nthe next sweep.*\n.*${url("inventi")}/.*\n.*${url("paynetics")}/`));
  for (const [, url = "", body = ""] of lines()) {
    const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    const { status } = JSON.parse(body) as { status: string };
    expect((await answer.json()) as object, body).toMatchObject({
      result: { status: expect.stringMatching(new RegExp(`^${status}D?$`, "i")) },
    });
  }
});
