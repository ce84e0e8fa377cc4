import { readThrough } from "../accounts/read-through.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { Call } from "../providers/provider.ts";
import { loadUnsettled } from "../storage/sweep-queries.ts";
import type { SweepParts } from "./sweep.ts";

const perRound = 100;
const atOnce = 20;
const soonestMs = 2_000;
const latestMs = 60 * 60_000;

/**
 * Reads accounts again until their provider has finished setting them up: each round goes on where the last one ended
 * and asks for those whose turn it is, the rarer the longer they wait.
 */
export function createSettling({ database, directory, provider }: SweepParts): (call: Call) => Promise<void> {
  let after = 0;
  /** When each was last asked for, in milliseconds since 1970: a sweep's list, too, gives accounts a new date. */
  const askedAt = new Map<string, number>();

  return async (call) => {
    const rows = await loadUnsettled(database, provider.name, { after, limit: perRound });
    after = rows.length < perRound ? 0 : (rows.at(-1)?.rowId ?? 0);
    const now = Date.parse(await directory.now());
    const refs = rows.map(({ id }) => ({ provider: provider.name, id }));
    const snapshots = [...(await directory.find({ sees: "everything" }, refs)).values()];
    const due = snapshots
      .filter((snapshot) => isDue(snapshot, askedAt.get(snapshot.ref.id), now))
      .map((one) => one.ref.id);
    for (let start = 0; start < due.length; start += atOnce) {
      call.signal.throwIfAborted();
      const ids = due.slice(start, start + atOnce);
      for (const id of ids) askedAt.set(id, now);
      await readThrough({ directory, provider, call }, ids);
    }
    for (const [id, at] of askedAt) if (now - at > 2 * latestMs) askedAt.delete(id);
  };
}

/** Half of the time that it waits already, at least two seconds and at most an hour, after it was last asked for. */
function isDue(
  { asOf, statusChangedAt, firstSeenAt }: AccountSnapshot,
  askedAt: number | undefined,
  now: number,
): boolean {
  const waitsMs = now - Date.parse(statusChangedAt ?? firstSeenAt);
  const lastMs = askedAt ?? Date.parse(asOf);
  return now - lastMs >= Math.min(Math.max(waitsMs / 2, soonestMs), latestMs);
}
