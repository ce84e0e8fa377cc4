import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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

/** Keeps a new world, unless another process has just kept one there: the first one counts, and is returned. */
export function keepFirst(directory: string, world: World): World {
  mkdirSync(directory, { recursive: true });
  const draft = `${fileIn(directory)}.${world.instance}`;
  write(draft, world);
  try {
    linkSync(draft, fileIn(directory)); // Unlike a renaming it fails where there is a file already.
    return world;
  } catch (error) {
    const first = readWorld(directory);
    if (!first) throw error;
    return first;
  } finally {
    rmSync(draft);
  }
}

/** Replaces the file as a whole. */
export function writeWorld(directory: string, world: World): void {
  const path = fileIn(directory);
  write(`${path}.new`, world);
  renameSync(`${path}.new`, path);
}

/** Readable by its owner only: it holds a private key. */
function write(path: string, world: World): void {
  writeFileSync(path, `${JSON.stringify(world, null, 2)}\n`, { mode: 0o600 });
}

function fileIn(directory: string): string {
  return join(directory, "sandbox.json");
}
