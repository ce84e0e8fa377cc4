import type { AccountFacts, Instant } from "../domain/account.ts";
import type { AccountSnapshot, UnstoredSnapshot } from "../domain/account-snapshot.ts";
import type { AccountRow, NewAccountRow } from "./tables.ts";

/** An account together with what the directory keeps of its own row. */
export interface StoredAccount {
  readonly snapshot: AccountSnapshot;
  /** Only answers that were asked for later than this may change the account. */
  readonly storedAt: Instant;
  /** Counts the writes of the row, from 1. */
  readonly version: number;
}

/** What the column `facts` holds. */
type StoredFacts = Omit<AccountFacts, "balances" | "lastUsedAt"> & Pick<AccountSnapshot, "untold">;

export function toStoredAccount(row: AccountRow): StoredAccount {
  const { untold, ...facts }: StoredFacts = JSON.parse(row.facts);
  const balances: AccountFacts["balances"] = row.balances === null ? null : JSON.parse(row.balances);
  return {
    storedAt: row.stored_at,
    version: row.version,
    snapshot: {
      rowId: row.id,
      ref: { provider: row.provider, id: row.provider_account_id },
      facts: { ...facts, balances, lastUsedAt: row.last_used_at },
      untold,
      asOf: row.as_of,
      balancesAsOf: row.balances_as_of,
      statusChangedAt: row.status_changed_at,
      firstSeenAt: row.first_seen_at,
      missingSince: row.missing_since,
      raw: row.raw,
    },
  };
}

export function toRow(snapshot: UnstoredSnapshot, storedAt: Instant, version: number): NewAccountRow {
  const { ref, facts } = snapshot;
  const { balances, lastUsedAt, ...stable } = facts;
  return {
    provider: ref.provider,
    provider_account_id: ref.id,
    status: facts.status,
    holder_type: facts.holderType,
    owner_kind: facts.owner?.kind ?? null,
    owner_id: facts.owner?.id ?? null,
    owner_secondary_id: facts.owner?.secondaryId ?? null,
    created_order: createdOrder(snapshot),
    facts: JSON.stringify({ ...stable, untold: snapshot.untold } satisfies StoredFacts),
    balances: balances && JSON.stringify(balances),
    last_used_at: lastUsedAt,
    raw: snapshot.raw,
    as_of: snapshot.asOf,
    balances_as_of: snapshot.balancesAsOf,
    status_changed_at: snapshot.statusChangedAt,
    first_seen_at: snapshot.firstSeenAt,
    missing_since: snapshot.missingSince,
    stored_at: storedAt,
    version,
  };
}

/** What CREATED_AT orders by: milliseconds since 1970 of the provider's creation time, else of the first sight. */
export function createdOrder({ facts, firstSeenAt }: UnstoredSnapshot): number {
  return Date.parse(facts.createdAt ?? firstSeenAt);
}
