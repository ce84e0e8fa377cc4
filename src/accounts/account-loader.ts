import DataLoader from "dataloader";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Call, Provider } from "../providers/provider.ts";
import type { Directory } from "./directory-contract.ts";
import { readThrough } from "./read-through.ts";

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
    const loader = new DataLoader<string, AccountSnapshot | null>((ids) =>
      readThrough({ directory, provider, call }, ids),
    );
    live.set(provider.name, loader);
    return loader;
  };

  /** The row rule again, on what the account is now: it may have got another owner since it was stored. */
  async function maySee(ref: AccountRef): Promise<boolean> {
    return viewer.sees === "everything" || (await rows.clear(ref).load(ref)) !== null;
  }

  async function read(ref: AccountRef, maxAge: number | null): Promise<AccountReading | null> {
    const provider = providers.get(ref.provider);
    if (provider === undefined) return null;
    const stored = await rows.load(ref);
    // A customer's account is in the directory before it can be linked: an id unknown here is nobody's to ask for.
    if (stored === null && viewer.sees === "linked") return null;
    if (stored !== null && youngEnough(stored.asOf, maxAge)) return { snapshot: stored, staleness: null };
    try {
      const snapshot = await liveLoader(provider).load(ref.id);
      if (snapshot === null) return stored && { snapshot: stored, staleness: unknownToProvider(ref) };
      return (await maySee(ref)) ? { snapshot, staleness: null } : null;
    } catch (error) {
      if (stored === null || !(error instanceof GatewayError)) throw error;
      return { snapshot: stored, staleness: error };
    }
  }

  function youngEnough(asOf: string | null, maxAge: number | null): boolean {
    return maxAge === null || (maxAge > 0 && asOf !== null && now() - Date.parse(asOf) <= maxAge * 1000);
  }

  return {
    read,
    async readBalances(snapshot, maxAge) {
      const { ref, balancesAsOf } = snapshot;
      const provider = providers.get(ref.provider);
      const hasBalances = provider?.features.includes("BALANCES") ?? false;
      if (provider === undefined || !hasBalances || youngEnough(balancesAsOf, maxAge)) return snapshot;
      const fresh = await liveLoader(provider).load(ref.id);
      if (fresh === null || !(await maySee(ref))) throw unknownToProvider(ref);
      return fresh;
    },
  };
}

function unknownToProvider(ref: AccountRef): GatewayError {
  const message = `${ref.provider} does not know this account any more.`;
  return new GatewayError("PROVIDER_ACCOUNT_UNKNOWN", message, { provider: ref.provider });
}
