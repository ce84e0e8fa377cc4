import type { AccountFacts, Instant, Owner, ProviderAccount } from "../domain/account.ts";
import type { AccountCount, AccountFilter, AccountOrder, PageQuery, Position } from "../domain/account-list.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { WriteTransaction } from "../storage/database.ts";
import type { AuditOrigin } from "./change-audit.ts";

/** One answer of a provider about one account, and when it was asked. */
export interface Observation {
  readonly ref: AccountRef;
  readonly account: ProviderAccount;
  /** `directory.now()` taken before the call. */
  readonly asOf: Instant;
  /**
   * Whether a row of a list told it, which may lag behind the account itself; when absent, so it is
   * for what a sweep observes.
   */
  readonly isListed?: boolean;
}

/**
 * What became of an observation. SUPERSEDED: it differs from what is stored and was dropped, because it is not later
 * than that store, or because only a list told of another status or of a missing account; read the account to
 * know. UNCHANGED wrote nothing.
 */
export type ObservationOutcome = "CREATED" | "CHANGED" | "UNCHANGED" | "SUPERSEDED";

export interface Observed {
  readonly outcome: ObservationOutcome;
  /** The account after this observation (for SUPERSEDED: as stored). */
  readonly snapshot: AccountSnapshot;
}

/** How the gateway came to see what it did not change itself: by looking, or because a provider had told of it. */
export type Sight = "SWEEP" | "READ" | ToldBy;

/** A webhook that was the reason to look. */
export interface ToldBy {
  readonly deliveryId: string;
  /** When it happened, as the provider says; null: it does not. */
  readonly providerTime: Instant | null;
  /** Whether it says that balances moved: only then is another balance news. */
  readonly movesBalances: boolean;
}

/** What a change brought: the provider's answer about the account (null: it only said yes), and what it will never tell. */
export interface Change {
  readonly ref: AccountRef;
  readonly told: Pick<Observation, "account" | "asOf"> | null;
  /** Facts that no answer holds: kept whatever the provider's answers, and however old this one is. */
  readonly memory: Partial<AccountFacts>;
}

/**
 * What became of a change. RECORDED: the audit log tells of it. UNCHANGED: it has nothing to tell, as all was known already,
 * or nothing was told. SUPERSEDED: the answer was overtaken, and only what the provider never tells was kept; read the
 * account once the transaction is committed.
 */
export type ChangeOutcome = "RECORDED" | "UNCHANGED" | "SUPERSEDED";

/**
 * The one door to what the gateway knows of accounts. Only accounts of configured providers are found, listed and counted.
 */
export interface Directory {
  /** Database time: take it before the upstream call whose answer will be observed. */
  now(): Promise<Instant>;
  /** Stores what providers told. Any number of observations; written in batches, answered in the order given. */
  observe(observations: readonly Observation[], sight: Sight): Promise<readonly Observed[]>;
  /** Marks stored accounts that their provider, asked at `asOf`, did not know; a later answer takes the mark away. */
  observeMissing(refs: readonly AccountRef[], asOf: Instant, sight: Sight): Promise<void>;
  /**
   * Stores what a change brought in the transaction that settles it: its last step, as the logs stay locked from here on
   * (only more audit entries may follow). `heardAt` is the transaction's time, later than every answer. One
   * outcome for each, in the order given.
   */
  observeChanges(
    transaction: WriteTransaction,
    changes: readonly Change[],
    occasion: { readonly heardAt: Instant; readonly origin: AuditOrigin },
  ): Promise<readonly ChangeOutcome[]>;
  /**
   * One query, whatever the number of refs; accounts that do not exist or that the viewer may not see are
   * absent. Keyed by `refKey`.
   */
  find(viewer: Viewer, refs: readonly AccountRef[]): Promise<ReadonlyMap<string, AccountSnapshot>>;
  page(viewer: Viewer, query: PageQuery): Promise<readonly AccountSnapshot[]>;
  /** Exact up to 10,000. */
  count(viewer: Viewer, filter: AccountFilter): Promise<AccountCount>;
  /** Whether the viewer may see the owner itself, and so its record: a link to one of its accounts is not enough. */
  isOwnerInSight(viewer: Viewer, provider: string, owner: Owner): Promise<boolean>;
  /** The place of an account in an ordering. */
  position(snapshot: AccountSnapshot, order: AccountOrder): Position;
  /** Writes what is waiting (fresh balances and dates of unchanged accounts) and stops the background writer. */
  close(): Promise<void>;
}
