import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { changes } from "./changes.ts";
import { deepPages } from "./deep-pages.ts";
import { followers } from "./followers.ts";
import { imports } from "./imports.ts";
import { pinLoad, pinning, stopAll } from "./processes.ts";
import { reads } from "./reads.ts";

/** One line of the table. */
export interface Line {
  readonly name: string;
  readonly figure: string;
  readonly target: string;
}

/** How large and how long a run is. */
export interface Settings {
  readonly folder: string;
  readonly rounds: number;
  readonly seconds: number;
  /** In the directory of B4 and B5. */
  readonly accounts: readonly number[];
  /** At each provider, for B6. */
  readonly imported: number;
  /** For B12. */
  readonly followers: number;
}

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "reads,deep,import,changes,followers" },
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "3" },
    accounts: { type: "string", default: "100000" },
    million: { type: "boolean", default: false },
    imported: { type: "string", default: "100000" },
    followers: { type: "string", default: "5000" },
    folder: { type: "string" },
  },
});
const parts = { reads, deep: deepPages, import: imports, changes, followers };
// A folder that is named is kept: filling a large directory takes longer than measuring it.
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "account-gateway-bench-"));
const settings: Settings = {
  folder,
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  accounts: [Number(values.accounts), ...(values.million ? [1_000_000] : [])],
  imported: Number(values.imported),
  followers: Number(values.followers),
};
try {
  pinLoad();
  process.stdout.write(`Node ${process.versions.node}, SQLite, ${pinning}; medians of ${settings.rounds} rounds\n\n`);
  const print = ({ name, figure, target }: Line) =>
    process.stdout.write(`${name.padEnd(46)} ${figure.padEnd(62)} ${target}\n`);
  for (const part of values.only.split(",")) {
    const measure = parts[part as keyof typeof parts];
    if (measure === undefined) throw new Error(`--only takes ${Object.keys(parts).join(", ")}.`);
    await measure(settings, print);
  }
} finally {
  stopAll();
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
