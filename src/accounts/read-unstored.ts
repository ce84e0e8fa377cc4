import type { AccountRef } from "../domain/account-ref.ts";
import { chunked } from "../domain/chunks.ts";
import { readAtOnce } from "./accounts-of-holder.ts";
import type { Observation } from "./directory-contract.ts";
import { type ReadThroughParts, toError } from "./read-through.ts";

/**
 * What could be read, and the first error of what could not; of accounts that the provider does not know there is neither.
 */
interface Unstored {
  readonly read: readonly Observation[];
  readonly failure: Error | null;
}

/**
 * Reads accounts of one provider, a few at a time, and stores nothing of what it tells: for those who know whose changes the
 * answers show. Accounts that it does not know are marked. Rejects only where the directory fails.
 */
export async function readUnstored(
  { directory, provider, call }: Pick<ReadThroughParts, "directory" | "provider" | "call">,
  refs: readonly AccountRef[],
): Promise<Unstored> {
  const read: Observation[] = [];
  let failure: Error | null = null;
  for (const some of chunked(refs, readAtOnce)) {
    const asOf = await directory.now();
    const answers = await Promise.all(some.map(({ id }) => provider.getAccount(call, id).catch(toError)));
    const gone: AccountRef[] = [];
    for (const [index, ref] of some.entries()) {
      const account = answers[index] ?? null;
      if (account instanceof Error) failure ??= account;
      else if (account !== null) read.push({ ref, account, asOf });
      else gone.push(ref);
    }
    if (gone.length > 0) await directory.observeMissing(gone, asOf, "READ");
  }
  return { read, failure };
}
