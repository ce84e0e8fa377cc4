import type { Call } from "../providers/provider.ts";
import { loadUnsettled } from "../storage/sweep-queries.ts";
import { createRereading } from "./rereading.ts";
import type { SweepParts } from "./sweep.ts";

const perRound = 100;
const latestMs = 60 * 60_000;

/**
 * Reads accounts again until their provider has finished setting them up: each round goes on where the last one ended
 * and asks for those whose turn it is, the rarer the longer they wait.
 */
export function createSettling({ database, directory, provider }: SweepParts): (call: Call) => Promise<void> {
  let after = 0;
  const reread = createRereading({ directory, provider }, latestMs);

  return async (call) => {
    const rows = await loadUnsettled(database, provider.name, { after, limit: perRound });
    after = rows.length < perRound ? 0 : (rows.at(-1)?.rowId ?? 0);
    const refs = rows.map(({ id }) => ({ provider: provider.name, id }));
    const snapshots = [...(await directory.find({ sees: "everything" }, refs)).values()];
    const candidates = snapshots.map(({ ref: { id }, asOf, statusChangedAt, firstSeenAt }) => ({
      ...{ id, asOf, unchangedSince: statusChangedAt ?? firstSeenAt },
    }));
    await reread(candidates, call);
  };
}
