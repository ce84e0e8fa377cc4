import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Sizes } from "./stage.ts";

export interface RunSettings {
  readonly seed: number;
  /** Everything of the run is kept here; the same folder goes on with it. */
  readonly folder: string;
  readonly only: readonly string[];
  readonly engine: "sqlite" | "postgres";
  readonly sizes: Sizes;
}

const usual: Sizes = { creates: 1_000, kills: 200, rounds: 200, callers: 200, restarts: 10, events: 100_000 };
const full: Sizes = { creates: 10_000, kills: 1_000, rounds: 1_000, callers: 200, restarts: 50, events: 300_000 };

/** Reads the command line; throws for what nobody knows. */
export function readSettings(args: readonly string[], parts: readonly string[]): RunSettings {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ seed: text, folder: text, only: text, database: text, full: { type: "boolean", default: false } },
      ...{ creates: text, kills: text, rounds: text, callers: text, restarts: text, events: text },
    },
  });
  const only = values.only?.split(",") ?? parts;
  const unknown = only.find((part) => !parts.includes(part));
  if (unknown !== undefined) throw new Error(`--only takes ${parts.join(", ")}; not ${unknown}.`);
  const { database: engine = "sqlite" } = values;
  if (engine !== "sqlite" && engine !== "postgres") throw new Error("--database takes sqlite or postgres.");
  const size = (name: keyof Sizes) => whole(name, values[name], (values.full ? full : usual)[name]);
  return {
    ...{ only, engine, seed: whole("seed", values.seed, 1) },
    folder: values.folder ?? newFolder(),
    sizes: {
      ...{ creates: size("creates"), kills: size("kills"), rounds: size("rounds"), callers: size("callers") },
      ...{ restarts: size("restarts"), events: size("events") },
    },
  };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "account-gateway-chaos-"));
  // Where we are root, PostgreSQL is another user, whose own folder is in it.
  chmodSync(folder, 0o711);
  return folder;
}

function whole(name: string, written: string | undefined, byDefault: number): number {
  if (written === undefined) return byDefault;
  if (!/^\d{1,7}$/.test(written)) throw new Error(`--${name} takes a whole number.`);
  return Number(written);
}
