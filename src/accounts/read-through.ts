import DataLoader from "dataloader";
import type { Instant } from "../domain/account.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Call, Provider } from "../providers/provider.ts";
import type { Directory, Observation, Observed, Sight } from "./directory-contract.ts";

/** What reading one account came to: the account, null when the provider does not know it, or why it could not be read. */
export type LiveReading = AccountSnapshot | null | Error;

export interface ReadThroughParts {
  readonly directory: Directory;
  readonly provider: Provider;
  readonly call: Call;
  /** Why they are read; absent: because somebody wants to see them. */
  readonly sight?: Sight;
}

/** Observes one answer, together with others that arrive at the same time. */
export type Observe = (observation: Observation) => Promise<Observed>;

const rereads = 2;

/**
 * Reads accounts at their provider and observes what it answers: one call per account, and few writes for all. An answer
 * that was overtaken on its way (SUPERSEDED) is asked for again, twice at most. Accounts that the provider does
 * not know are marked where somebody waits for them; in the background that is left to the sweep, which knows
 * how many may be missing at once.
 */
export async function readThrough(parts: ReadThroughParts, ids: readonly string[]): Promise<readonly LiveReading[]> {
  if (ids.length === 0) return [];
  const observe = observeTogether(parts.directory, parts.sight);
  const startedAt = await parts.directory.now();
  const readings = new Map<string, Promise<LiveReading>>();
  for (const id of ids) {
    if (!readings.has(id)) readings.set(id, readAccount(parts, observe, id, startedAt));
  }
  return Promise.all(ids.map((id) => readings.get(id) ?? null));
}

/** Reads one account, beginning at `startedAt`. Rejects only where the directory fails. */
export async function readAccount(
  { directory, provider, call, sight = "READ" }: ReadThroughParts,
  observe: Observe,
  id: string,
  startedAt: Instant,
): Promise<LiveReading> {
  const ref = { provider: provider.name, id };
  for (let round = 0, asOf = startedAt; ; round++, asOf = await directory.now()) {
    const account = await provider.getAccount(call, id).catch(toError);
    if (account instanceof Error) return account;
    if (account === null) {
      if (call.priority === "foreground") await directory.observeMissing([ref], asOf, sight);
      return null;
    }
    const { outcome, snapshot } = await observe({ ref, account, asOf });
    if (outcome !== "SUPERSEDED") return snapshot;
    if (round === rereads) return overtaken(ref.provider);
  }
}

/**
 * What is stored is not this answer, and never goes for one: a clock that was set back may overtake every answer for long.
 */
export function overtaken(provider: string): GatewayError {
  const message = `What ${provider} answers differs from what is known, but does not count as newer.`;
  return new GatewayError("ANSWER_OVERTAKEN", message, { provider });
}

/** What arrives while one batch is being stored is the next one. */
export function observeTogether(directory: Directory, sight: Sight = "READ"): Observe {
  let storing: Promise<unknown> = Promise.resolve();
  const batches = new DataLoader<Observation, Observed>(
    (observations) => {
      const observed = directory.observe(observations, sight);
      storing = observed.catch(() => {});
      return observed;
    },
    { cache: false, batchScheduleFn: (store) => void storing.then(() => setImmediate(store)) },
  );
  return (observation) => batches.load(observation);
}

/** What was thrown, as an error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
