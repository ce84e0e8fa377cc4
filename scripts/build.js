// Compiles the gateway into dist/ and bundles the playground into dist/playground/. The page takes seconds and changes
// seldom, so it is kept until one of its sources, or a package, is another: `npm start` stays quick.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildPlayground } from "./build-playground.js";

const root = new URL("../", import.meta.url);

for (const entry of readDist()) {
  if (!entry.startsWith("playground")) rmSync(new URL(`dist/${entry}`, root), { recursive: true });
}
const tsc = fileURLToPath(new URL("node_modules/.bin/tsc", root));
const compiler = spawn(tsc, ["-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
const [[code]] = await Promise.all([once(compiler, "close"), buildPlayground()]);
process.exitCode = code ?? 1;

/** @returns {string[]} */
function readDist() {
  try {
    return readdirSync(new URL("dist/", root));
  } catch {
    return [];
  }
}
