import { refKey } from "../domain/account-ref.ts";
import { isSameOwner } from "../domain/same-owner.ts";
import type { AccountWrite } from "../storage/account-store.ts";
import type { WriteTransaction } from "../storage/database.ts";
import { loadHolderNames } from "../storage/holder-names.ts";
import { remember } from "./merge.ts";

/**
 * The same writes, where accounts that are new, or have another owner, and whose holder has no name are called as
 * somebody said of their owner; at most one query.
 */
export async function nameNewHolders(
  transaction: WriteTransaction,
  writes: readonly AccountWrite[],
): Promise<readonly AccountWrite[]> {
  const nameless = writes.filter(({ before, after }) => {
    const isOwned = before === null || !isSameOwner(before.snapshot.facts.owner, after.facts.owner);
    return isOwned && after.untold.includes("holderName");
  });
  const names = await loadHolderNames(
    transaction,
    nameless.map(({ after }) => after),
  );
  if (names.size === 0) return writes;
  return writes.map((write) => {
    const holderName = names.get(refKey(write.after.ref));
    return holderName === undefined ? write : { ...write, after: remember(write.after, { holderName }) };
  });
}
