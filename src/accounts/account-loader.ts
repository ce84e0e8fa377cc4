import DataLoader from "dataloader";
import type { Instant, Owner } from "../domain/account.ts";
import { type AccountRef, isAddressable, refKey } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { GatewayError } from "../domain/errors.ts";
import { shifted } from "../domain/instant.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Provider } from "../providers/provider.ts";
import type { Directory } from "./directory-contract.ts";
import type { Reader } from "./live-flights.ts";
import type { LiveReads, Told } from "./live-reads.ts";
import { type ShownBalance, shownBalances } from "./shown-balances.ts";

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
  /**
   * The account as it is stored, without a call to its provider; null where the directory never saw it,
   * or it is nobody's to see.
   */
  stored(ref: AccountRef): Promise<AccountSnapshot | null>;
  /**
   * Its balances, each amount no older than `maxAge`; null where the provider has none at all. Throws when the provider
   * cannot tell them now, or answers without them: PROVIDER_MALFORMED_ANSWER.
   */
  readBalances(snapshot: AccountSnapshot, maxAge: number | null): Promise<readonly ShownBalance[] | null>;
  /** Forgets what was read so far: what is read from here on is not older than this moment's state. For after a change. */
  renew(): void;
}

export interface AccountLoaderParts {
  readonly directory: Directory;
  readonly liveReads: LiveReads;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly viewer: Viewer;
  readonly signal: AbortSignal;
}

export function createAccountLoader(parts: AccountLoaderParts): AccountLoader {
  const { directory, liveReads, providers, viewer, signal } = parts;

  // Ages are judged by the clock that snapshots are dated with. Asked once, and before any live call: what a call that is
  // made after the mark tells is never older than this.
  let begun: Promise<Beginning> | null = null;
  const beginning = (): Promise<Beginning> => {
    begun ??= directory.now().then((at) => ({ at, mark: liveReads.mark() }));
    return begun;
  };

  const rows = new DataLoader<AccountRef, AccountSnapshot | null, string>(
    async (refs) => {
      const found = await directory.find(viewer, refs);
      return refs.map((ref) => found.get(refKey(ref)) ?? null);
    },
    { cacheKeyFn: refKey },
  );

  /** What this request has asked providers already, and how fresh it had to be. */
  const asked = new Map<string, { readonly since: Reader["since"]; readonly told: Promise<Told> }>();

  /** The account as its provider has it, or had it at most `maxAge` seconds ago; null when it does not know it. */
  async function live(
    provider: Provider,
    ref: AccountRef,
    owner: Owner | null,
    maxAge: number | null,
  ): Promise<AccountSnapshot | null> {
    const { mark } = await beginning();
    const since = maxAge === 0 ? "live" : await earliest(maxAge);
    const before = asked.get(refKey(ref));
    // A call that was made for this very request is fresh enough for all of it.
    const isEnough = before !== undefined && (before.since === since || (await before.told).mark > mark);
    const told = isEnough ? before.told : liveReads.read(provider, { id: ref.id, owner }, { mark, since, signal });
    asked.set(refKey(ref), { since, told });
    const { reading } = await told;
    if (reading instanceof Error) throw reading;
    return reading;
  }

  /** The same, asked for alone: a list tells balances, and of all else only what it does not tell differently. */
  async function liveAccount(provider: Provider, ref: AccountRef, maxAge: number | null, since: Instant | null) {
    const snapshot = await live(provider, ref, null, maxAge);
    if (snapshot === null || isSince(snapshot.asOf, since)) return snapshot;
    // Another request's call was shared, which told the balances only.
    asked.delete(refKey(ref));
    return live(provider, ref, null, maxAge);
  }

  /** The row rule again, on what the account is now: it may have got another owner since it was stored. */
  async function maySee(ref: AccountRef): Promise<boolean> {
    return viewer.sees === "everything" || (await rows.clear(ref).load(ref)) !== null;
  }

  async function read(ref: AccountRef, maxAge: number | null): Promise<AccountReading | null> {
    const provider = providers.get(ref.provider);
    // Also the account above another one is asked for here, whose id is whatever the provider says.
    if (provider === undefined || !isAddressable(ref.id)) return null;
    const stored = await rows.load(ref);
    // A customer's account is in the directory before it can be linked: an id unknown here is nobody's to ask for.
    if (stored === null && viewer.sees === "linked") return null;
    const since = await earliest(maxAge);
    if (stored !== null && maxAge !== 0 && isSince(stored.asOf, since)) return { snapshot: stored, staleness: null };
    try {
      const snapshot = await liveAccount(provider, ref, maxAge, since);
      if (snapshot === null) {
        // As it was last told, but marked as missing by now.
        const marked = await rows.clear(ref).load(ref);
        return marked && { snapshot: marked, staleness: unknownToProvider(ref) };
      }
      return (await maySee(ref)) ? { snapshot, staleness: null } : null;
    } catch (error) {
      if (stored === null || !(error instanceof GatewayError)) throw error;
      return { snapshot: stored, staleness: error };
    }
  }

  /** The earliest time that is not older than `maxAge`; null: any time will do. */
  async function earliest(maxAge: number | null): Promise<Instant | null> {
    return maxAge === null ? null : shifted((await beginning()).at, -maxAge * 1000);
  }

  return {
    read,
    stored: (ref) => rows.load(ref),
    async readBalances(snapshot, maxAge) {
      const { ref, balancesAsOf } = snapshot;
      const provider = providers.get(ref.provider);
      const since = await earliest(maxAge);
      const hasBalances = provider?.features.includes("BALANCES") ?? false;
      if (provider === undefined || !hasBalances || (maxAge !== 0 && isSince(balancesAsOf, since)))
        return shownBalances(snapshot, since);
      const fresh = await live(provider, ref, snapshot.facts.owner, maxAge);
      if (fresh === null || !(await maySee(ref))) throw unknownToProvider(ref);
      if (!isSince(fresh.balancesAsOf, since)) throw withoutBalances(ref);
      return shownBalances(fresh, since);
    },
    renew() {
      begun = null;
      rows.clearAll();
      asked.clear();
    },
  };
}

/** When the request first needed to know the time. */
interface Beginning {
  readonly at: Instant;
  readonly mark: number;
}

function isSince(asOf: Instant | null, since: Instant | null): boolean {
  return since === null || (asOf !== null && asOf >= since);
}

function unknownToProvider(ref: AccountRef): GatewayError {
  const message = `${ref.provider} does not know this account any more.`;
  return new GatewayError("PROVIDER_ACCOUNT_UNKNOWN", message, { provider: ref.provider });
}

function withoutBalances(ref: AccountRef): GatewayError {
  const message = `${ref.provider} answered without the account's balances.`;
  return new GatewayError("PROVIDER_MALFORMED_ANSWER", message, { provider: ref.provider });
}
