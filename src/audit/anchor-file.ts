import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** A head that was written down outside of the database. */
const anchorSchema = z.object({
  chain: z.string().regex(/^[0-9a-f]{32}$/),
  position: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string(),
});
export type FiledAnchor = z.infer<typeof anchorSchema>;

/** Of every log whose gateway ever kept its files in that folder: one anchor, the newest. Throws when a file is not one. */
export async function readAnchors(folder: string): Promise<readonly FiledAnchor[]> {
  const names = (await readdir(folder).catch(nothing)).filter((name) => name.endsWith(".json"));
  return Promise.all(
    names.map(async (name) => anchorSchema.parse(JSON.parse(await readFile(join(folder, name), "utf8")))),
  );
}

/** Takes the place of the log's former anchor, at once: a process that dies leaves the one or the other. */
export async function writeAnchor(folder: string, anchor: FiledAnchor): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${anchor.chain}.json`);
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(anchor)}\n`, { mode: 0o600, flush: true });
  await rename(unfinished, path);
}

function nothing(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}
