// Compiles the gateway and its client into dist/ and bundles the playground into dist/playground/. The page takes seconds
// and changes seldom, so it is kept until one of its sources, or a package, is another: `npm start` stays quick.
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
const codes = await Promise.all([compile("tsconfig.build.json"), compile("tsconfig.client.json"), buildPlayground()]);
process.exitCode = codes.some(Boolean) ? 1 : 0;

/** @param {string} project @returns {Promise<number | null>} what the compiler ended with */
async function compile(project) {
  const [code] = await once(spawn(tsc, ["-p", project], { cwd: root, stdio: "inherit" }), "close");
  return code;
}

/** @returns {string[]} */
function readDist() {
  try {
    return readdirSync(new URL("dist/", root));
  } catch {
    return [];
  }
}
