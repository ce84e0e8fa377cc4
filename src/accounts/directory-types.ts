import type { AccountFacts, AccountStatus, HolderType, Instant, ProviderAccount } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { Viewer } from "../domain/viewer.ts";

export type { Viewer };

/** An account as the directory knows it: the last told value of every fact, and how old that is. */
export interface AccountSnapshot {
  /** The directory's own number of the row; the tie-breaker of every ordering. */
  readonly rowId: number;
  readonly ref: AccountRef;
  readonly facts: AccountFacts;
  /** Database time before the last call that told of this account. */
  readonly asOf: Instant;
  /** The same for its balances, which some endpoints do not tell; null when none were ever told. */
  readonly balancesAsOf: Instant | null;
  /** When the directory saw the status change; null while it has only seen one. */
  readonly statusChangedAt: Instant | null;
  readonly firstSeenAt: Instant;
  /** What the provider last wrote, as JSON text. */
  readonly raw: string;
}

/** One answer of a provider about one account, and when it was asked. */
export interface Observation {
  readonly ref: AccountRef;
  readonly account: ProviderAccount;
  /** `directory.now()` taken before the call. */
  readonly asOf: Instant;
}

/** Why the gateway looked. */
export type Cause = "IMPORT" | "READ";

/**
 * What became of an observation. SUPERSEDED: it differs from what is stored but is not later than that
 * store, so it was dropped; read the account again. UNCHANGED wrote nothing.
 */
export type ObservationOutcome = "CREATED" | "CHANGED" | "UNCHANGED" | "SUPERSEDED";

export interface Observed {
  readonly outcome: ObservationOutcome;
  /** The account after this observation (for SUPERSEDED: as stored). */
  readonly snapshot: AccountSnapshot;
}

export interface AccountFilter {
  /** Configured provider names; absent: all. An empty list matches nothing, here and below. */
  readonly providers?: readonly string[];
  readonly statuses?: readonly AccountStatus[];
  /** `null` in the list matches accounts whose holder type is unknown. */
  readonly holderTypes?: readonly (HolderType | null)[];
}

export interface AccountOrder {
  /** The provider's creation time, or the time when the gateway first saw the account where it tells none. */
  readonly field: "CREATED_AT";
  readonly direction: "ASC" | "DESC";
}

/** The place of one account in an ordering: what a cursor holds. */
export interface Position {
  /** CREATED_AT: milliseconds since 1970. */
  readonly key: number;
  readonly rowId: number;
}

/** A keyset page: at most `limit` accounts strictly between `after` and `before` (in the ordering's direction). */
export interface PageQuery {
  readonly filter: AccountFilter;
  readonly order: AccountOrder;
  readonly after: Position | null;
  readonly before: Position | null;
  readonly limit: number;
  /** `start`: the accounts next to `after`; `end`: those next to `before`. Either way answered in the ordering's direction. */
  readonly from: "start" | "end";
}

/** The one door to what the gateway knows of accounts. */
export interface Directory {
  /** Database time: take it before the upstream call whose answer will be observed. */
  now(): Promise<Instant>;
  /** Stores what providers told. Any number of observations; written in batches, answered in the order given. */
  observe(observations: readonly Observation[], cause: Cause): Promise<readonly Observed[]>;
  /** One query, whatever the number of refs; accounts that do not exist or that the viewer may not see are absent. Keyed by `refKey`. */
  find(viewer: Viewer, refs: readonly AccountRef[]): Promise<ReadonlyMap<string, AccountSnapshot>>;
  page(viewer: Viewer, query: PageQuery): Promise<readonly AccountSnapshot[]>;
  count(viewer: Viewer, filter: AccountFilter): Promise<number>;
  /** The place of an account in an ordering. */
  position(snapshot: AccountSnapshot, order: AccountOrder): Position;
  /** Writes what is waiting (fresh balances and dates of unchanged accounts) and stops the background writer. */
  close(): Promise<void>;
}
