import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const worldSchema = z.object({
  /** Tells this world from another one that happens to run at the same ports. */
  instance: z.string(),
  /** How many accounts each simulator began with. */
  accounts: z.number(),
  /** Where each simulator was last, by its name. */
  ports: z.record(z.string(), z.number()),
  /** The demo service account's key at Integrated Finance, PEM. */
  privateKey: z.string(),
});

/** What must be the same again after a restart, beside the journals. */
export type World = z.output<typeof worldSchema>;

/** The world kept in a directory; null when there is none yet. */
export function readWorld(directory: string): World | null {
  const path = fileIn(directory);
  return existsSync(path) ? worldSchema.parse(JSON.parse(readFileSync(path, "utf8"))) : null;
}

/** Replaces the file as a whole, readable by its owner only: it holds a private key. */
export function writeWorld(directory: string, world: World): void {
  mkdirSync(directory, { recursive: true });
  const path = fileIn(directory);
  writeFileSync(`${path}.new`, `${JSON.stringify(world, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function fileIn(directory: string): string {
  return join(directory, "sandbox.json");
}
