import { readThrough } from "../accounts/read-through.ts";
import { isAddressable } from "../domain/account-ref.ts";
import type { Call } from "../providers/provider.ts";
import { loadUnseenMainAccounts } from "../storage/sweep-queries.ts";
import type { SweepParts } from "./sweep.ts";

const atOnce = 20;

/**
 * Reads the main accounts that stored accounts name but no list showed, also those that were missing the last time: no
 * list would show that they are back. Answers how many could not be read.
 */
export async function readUnseenMainAccounts(
  { database, directory, provider }: SweepParts,
  call: Call,
): Promise<number> {
  let failed = 0;
  for (let after = ""; ; ) {
    const ids = await loadUnseenMainAccounts(database, provider.name, { after, limit: atOnce });
    const last = ids.at(-1);
    if (last === undefined) return failed;
    call.signal.throwIfAborted();
    const readings = await readThrough({ directory, provider, call }, ids.filter(isAddressable));
    failed += readings.filter((reading) => reading instanceof Error).length;
    after = last;
  }
}
