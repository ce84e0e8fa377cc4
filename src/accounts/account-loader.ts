import DataLoader from "dataloader";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Call, Provider } from "../providers/provider.ts";
import type { AccountSnapshot, Directory, Observation } from "./directory-types.ts";

/** An account as it is served: the snapshot, and why it is older than was asked for (null when it is not). */
export interface AccountReading {
  readonly snapshot: AccountSnapshot;
  readonly staleness: GatewayError | null;
}

/**
 * Reads accounts for one request and one viewer: one SQL query per batch of ids, and at most one call to a provider
 * per account, whatever the query asks. Everything a provider answers goes through `directory.observe`.
 */
export interface AccountLoader {
  /** The account from the directory, whatever its age; null when there is none or the viewer may not see it. */
  stored(ref: AccountRef): Promise<AccountSnapshot | null>;
  /**
   * The account no older than `maxAge` seconds (null: any age; 0: live). When the provider cannot tell now, the stored
   * account with its staleness. An account that the directory never saw is asked for at its provider.
   */
  read(ref: AccountRef, maxAge: number | null): Promise<AccountReading | null>;
  /** As `read`, judged by the age of the balances alone. Throws instead of serving older ones. */
  readBalances(snapshot: AccountSnapshot, maxAge: number | null): Promise<AccountSnapshot>;
}

export interface AccountLoaderParts {
  readonly directory: Directory;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly viewer: Viewer;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export function createAccountLoader({ directory, providers, viewer, signal, now }: AccountLoaderParts): AccountLoader {
  const call: Call = { signal, priority: "foreground" };

  const rows = new DataLoader<AccountRef, AccountSnapshot | null, string>(
    async (refs) => {
      const found = await directory.find(viewer, refs);
      return refs.map((ref) => found.get(refKey(ref)) ?? null);
    },
    { cacheKeyFn: refKey },
  );

  // One loader per provider: a slow one never keeps the others' answers waiting.
  const live = new Map<string, DataLoader<string, AccountSnapshot | null>>();
  const liveLoader = (provider: Provider) => {
    const known = live.get(provider.name);
    if (known !== undefined) return known;
    const loader = new DataLoader<string, AccountSnapshot | null>((ids) => readLive(provider, ids));
    live.set(provider.name, loader);
    return loader;
  };

  async function readLive(provider: Provider, ids: readonly string[]): Promise<(AccountSnapshot | null | Error)[]> {
    const asOf = await directory.now();
    const answers = await Promise.allSettled(ids.map((id) => provider.getAccount(call, id)));
    const told: Observation[] = [];
    for (const [index, answer] of answers.entries()) {
      if (answer.status !== "fulfilled" || answer.value === null) continue;
      told.push({ ref: { provider: provider.name, id: ids[index] ?? answer.value.id }, account: answer.value, asOf });
    }
    const observed = (await directory.observe(told, "READ")).values();
    return answers.map((answer) => {
      if (answer.status === "rejected") return answer.reason;
      return answer.value === null ? null : (observed.next().value?.snapshot ?? null);
    });
  }

  /** The live account as this viewer may see it: a first sight is looked up again under the viewer's row rule. */
  async function visible(ref: AccountRef, snapshot: AccountSnapshot | null): Promise<AccountSnapshot | null> {
    if (snapshot === null || viewer.sees === "everything") return snapshot;
    return (await rows.clear(ref).load(ref)) && snapshot;
  }

  async function read(ref: AccountRef, maxAge: number | null): Promise<AccountReading | null> {
    const stored = await rows.load(ref);
    const provider = providers.get(ref.provider);
    if (provider === undefined) return null;
    // A customer's account is in the directory before it can be linked: an id unknown here is nobody's to ask for.
    if (stored === null && viewer.sees === "linked") return null;
    if (stored !== null && youngEnough(stored.asOf, maxAge)) return { snapshot: stored, staleness: null };
    try {
      const snapshot = await visible(ref, await liveLoader(provider).load(ref.id));
      // The provider does not know an account that the directory has: it is served as last seen.
      if (snapshot === null) return stored && { snapshot: stored, staleness: notFound(ref) };
      return { snapshot, staleness: null };
    } catch (error) {
      if (stored === null || !(error instanceof GatewayError)) throw error;
      return { snapshot: stored, staleness: error };
    }
  }

  function youngEnough(asOf: string | null, maxAge: number | null): boolean {
    return maxAge === null || (maxAge > 0 && asOf !== null && now() - Date.parse(asOf) <= maxAge * 1000);
  }

  return {
    stored: (ref) => rows.load(ref),
    read,
    async readBalances(snapshot, maxAge) {
      const provider = providers.get(snapshot.ref.provider);
      const hasBalances = provider?.features.includes("BALANCES") ?? false;
      if (provider === undefined || !hasBalances || youngEnough(snapshot.balancesAsOf, maxAge)) return snapshot;
      const fresh = await visible(snapshot.ref, await liveLoader(provider).load(snapshot.ref.id));
      if (fresh === null) throw notFound(snapshot.ref);
      return fresh;
    },
  };
}

function notFound(ref: AccountRef): GatewayError {
  return new GatewayError("PROVIDER_REJECTED", `${ref.provider} does not know this account any more.`, {
    provider: ref.provider,
  });
}
