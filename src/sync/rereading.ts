import { readThrough } from "../accounts/read-through.ts";
import type { Instant } from "../domain/account.ts";
import { chunked } from "../domain/chunks.ts";
import type { Call } from "../providers/provider.ts";
import type { SweepParts } from "./sweep.ts";

const atOnce = 20;
const soonestMs = 2_000;

/** What is asked for again and again, and since when it has stayed as it is. */
export interface Reread {
  readonly id: string;
  readonly unchangedSince: Instant;
  /** When it was last told of, by whatever. */
  readonly asOf: Instant;
}

/**
 * Reads accounts again whose turn it is: after half of the time that they have stayed as they are, at least two seconds and
 * at most `latestMs` after they were last asked for or told of. In the background, so that nobody's read waits for it.
 */
export function createRereading(parts: Pick<SweepParts, "directory" | "provider">, latestMs: number) {
  /**
   * When each was last asked for, in milliseconds since 1970: an answer may fail, and a list, too,
   * gives accounts a new date.
   */
  const askedAt = new Map<string, number>();

  return async (candidates: readonly Reread[], call: Call): Promise<void> => {
    const now = Date.parse(await parts.directory.now());
    const due = candidates.filter(({ id, unchangedSince, asOf }) => {
      const waitMs = Math.min(Math.max((now - Date.parse(unchangedSince)) / 2, soonestMs), latestMs);
      return now - (askedAt.get(id) ?? Date.parse(asOf)) >= waitMs;
    });
    for (const some of chunked(due, atOnce)) {
      call.signal.throwIfAborted();
      const ids = some.map(({ id }) => id);
      for (const id of ids) askedAt.set(id, now);
      await readThrough({ ...parts, call }, ids);
    }
    for (const [id, at] of askedAt) if (now - at > 2 * latestMs) askedAt.delete(id);
  };
}
