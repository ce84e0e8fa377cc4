import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

// In a copy of the house, so that the checkout stays as it is.
const house = mkdtempSync(join(tmpdir(), "new-provider-"));
afterAll(() => rmSync(house, { recursive: true }));

/** Runs a program of node_modules in the copy, with the Node that runs this test. */
function run(program: string, ...parameters: string[]): { status: number | null; output: string } {
  const script = resolve("node_modules", program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...parameters], {
    cwd: house,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

beforeAll(() => {
  const parts = [
    "src",
    "scripts",
    "test/providers",
    "tsconfig.json",
    "biome.json",
    ".gitignore",
    "vitest.config.ts",
    "package.json",
  ];
  for (const part of parts) cpSync(part, join(house, part), { recursive: true });
  symlinkSync(resolve("node_modules"), join(house, "node_modules"));
  execFileSync(process.execPath, ["scripts/new-provider.js", "acme-bank"], { cwd: house });
});

test("lays down a provider's files, all names filled in", () => {
  const files = ["index.ts", "config.ts", "client.ts", "wire.ts", "mapper.ts", "errors.ts", "README.md"];
  const texts = files.map((file) => readFileSync(join(house, "src/providers/acme-bank", file), "utf8"));
  expect(texts.join()).not.toContain("{{");
  expect(texts[0]).toContain('export const acmeBank = defineProvider({\n  kind: "acme-bank"');
});

test("names it in the list of providers", () => {
  const list = readFileSync(join(house, "src/providers/index.ts"), "utf8");
  expect(list).toContain('import { acmeBank } from "./acme-bank/index.ts";');
  expect(list).toMatch(/revsto,\s+acmeBank,?\s*\];/);
});

test("is free of type errors", () => {
  const include = ["src/providers/index.ts", "src/providers/acme-bank", "test/providers/acme-bank"];
  writeFileSync(join(house, "tsconfig.acme.json"), JSON.stringify({ extends: "./tsconfig.json", include }));
  expect(run("typescript/bin/tsc", "-p", "tsconfig.acme.json")).toEqual({ status: 0, output: "" });
});

test("is formatted and free of lint", () => {
  const paths = ["src/providers/acme-bank", "test/providers/acme-bank", "src/providers/index.ts"];
  expect(run("@biomejs/biome/bin/biome", "ci", ...paths)).toMatchObject({ status: 0 });
});

test("fails the conformance suite until it has a simulator", () => {
  const { status, output } = run("vitest/vitest.mjs", "run", "test/providers/acme-bank");
  expect(status).toBe(1);
  expect(output).toContain("Acme Bank has no simulator yet");
});

test("overwrites nothing, and wants a proper name", () => {
  const script = resolve(house, "scripts/new-provider.js");
  for (const [name, complaint] of [
    ["acme-bank", "exists already"],
    ["../acme", "usage:"],
    ["Acme", "usage:"],
  ] as const) {
    const { status, stderr } = spawnSync(process.execPath, [script, name], { encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toContain(complaint);
  }
});
