import type { Instant } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { Call, Provider } from "../providers/provider.ts";
import type { Directory, Observation } from "./directory-contract.ts";

/** What reading one account came to: the account, null when the provider does not know it, or why it could not be read. */
export type LiveReading = AccountSnapshot | null | Error;

export interface ReadThroughParts {
  readonly directory: Directory;
  readonly provider: Provider;
  readonly call: Call;
}

/** Where some readers go their own ways. */
export interface ReadThroughOptions {
  /** The signal of the call for one account; absent: that of the whole reading. */
  readonly signalOf?: (id: string) => AbortSignal;
  /** Is shown what the provider told, unless it was overtaken on its way. */
  readonly heard?: (answers: readonly Observation[]) => void;
}

const rereads = 2;

/**
 * Reads accounts at their provider and observes what it answers: one call per account, one write for all. An answer
 * that was overtaken on its way (SUPERSEDED) is asked for again. Accounts that the provider does not know are marked.
 */
export async function readThrough(parts: ReadThroughParts, ids: readonly string[]): Promise<readonly LiveReading[]> {
  return ids.length === 0 ? [] : readFrom(parts, ids, await parts.directory.now());
}

/** The same, with the time of the first calls taken already. */
export async function readFrom(
  { directory, provider, call }: ReadThroughParts,
  ids: readonly string[],
  startedAt: Instant,
  { signalOf = () => call.signal, heard = () => {} }: ReadThroughOptions = {},
): Promise<readonly LiveReading[]> {
  const readings = new Map<string, LiveReading>();
  let asked: readonly string[] = [...new Set(ids)];
  for (let round = 0; asked.length > 0 && round <= rereads; round++) {
    const asOf = round === 0 ? startedAt : await directory.now();
    const answers = await Promise.allSettled(
      asked.map((id) => provider.getAccount({ ...call, signal: signalOf(id) }, id)),
    );
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
    heard(told.filter(({ ref }) => !asked.includes(ref.id)));
  }
  return ids.map((id) => readings.get(id) ?? null);
}
