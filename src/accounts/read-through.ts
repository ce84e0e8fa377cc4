import type { AccountRef } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { Call, Provider } from "../providers/provider.ts";
import type { Directory, Observation } from "./directory-contract.ts";

/** What reading one account came to: the account, null when the provider does not know it, or why it could not be read. */
export type LiveReading = AccountSnapshot | null | Error;

const rereads = 2;

/**
 * Reads accounts at their provider and observes what it answers: one call per account, one write for all. An answer
 * that was overtaken on its way (SUPERSEDED) is asked for again. Accounts that the provider does not know are marked.
 */
export async function readThrough(
  { directory, provider, call }: { directory: Directory; provider: Provider; call: Call },
  ids: readonly string[],
): Promise<readonly LiveReading[]> {
  const readings = new Map<string, LiveReading>();
  let asked: readonly string[] = [...new Set(ids)];
  for (let round = 0; asked.length > 0 && round <= rereads; round++) {
    const asOf = await directory.now();
    const answers = await Promise.allSettled(asked.map((id) => provider.getAccount(call, id)));
    const told: Observation[] = [];
    const unknown: AccountRef[] = [];
    for (const [index, answer] of answers.entries()) {
      const ref: AccountRef = { provider: provider.name, id: asked[index] ?? "" };
      if (answer.status === "rejected") readings.set(ref.id, answer.reason);
      else if (answer.value === null) {
        readings.set(ref.id, null);
        unknown.push(ref);
      } else told.push({ ref, account: answer.value, asOf });
    }
    if (unknown.length > 0) await directory.observeMissing(unknown, asOf, "READ");
    const observed = await directory.observe(told, "READ");
    for (const { snapshot } of observed) readings.set(snapshot.ref.id, snapshot);
    asked = observed.filter(({ outcome }) => outcome === "SUPERSEDED").map(({ snapshot }) => snapshot.ref.id);
  }
  return ids.map((id) => readings.get(id) ?? null);
}
