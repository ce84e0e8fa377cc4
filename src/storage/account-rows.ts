import type { AccountFacts, Instant } from "../domain/account.ts";
import type { AccountOrder } from "../domain/account-list.ts";
import type { AccountSnapshot, UnstoredSnapshot } from "../domain/account-snapshot.ts";
import { fold } from "../domain/folding.ts";
import { searchText } from "../domain/search-terms.ts";
import { indexedText } from "./indexed-text.ts";
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

const readNames = [
  "id",
  "provider",
  "provider_account_id",
  "version",
  "stored_at",
  "as_of",
  "first_seen_at",
  "missing_since",
  "status_changed_at",
  "facts",
  "balances",
  "balances_as_of",
  "last_used_at",
  "raw",
] as const satisfies readonly (keyof AccountRow)[];

/** What an account is read from; the other columns, more than half of them, serve to find it. */
export const readColumns = readNames.map((name) => `accounts.${name}` as const);

/** A row of these columns alone. */
export type ReadAccountRow = Pick<AccountRow, (typeof readNames)[number]>;

export function toStoredAccount(row: ReadAccountRow): StoredAccount {
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
    kind: facts.kind,
    status: facts.status,
    provisioning: facts.provisioning.state,
    holder_type: facts.holderType,
    owner_kind: facts.owner?.kind ?? null,
    owner_id: indexed(facts.owner?.id),
    owner_secondary_id: indexed(facts.owner?.secondaryId),
    country: indexed(facts.country),
    product_code: indexed(facts.product?.code),
    service_provider: indexed(serviceProviderOf(facts)),
    client_account_id: indexed(facts.clientAccountId),
    main_account_id: indexed(facts.mainAccountId),
    label: indexed(facts.label === null ? null : fold(facts.label)),
    created_order: sortKeys.CREATED_AT(snapshot),
    holder_order: sortKeys.HOLDER_NAME(snapshot),
    status_changed_order: sortKeys.STATUS_CHANGED_AT(snapshot),
    search_text: searchTextOf(facts),
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

function indexed(text: string | null | undefined): string | null {
  return text == null ? null : indexedText(text);
}

function serviceProviderOf({ provisioning, product }: AccountFacts): string | null {
  return provisioning.serviceProvider ?? (product?.kind === "SERVICE_PROVIDER" ? product.code : null);
}

/** So much of a name decides its place: a place is part of a cursor. */
const nameLength = 100;

/** What each ordering compares: columns that are never null. */
export const sortKeys = {
  CREATED_AT: ({ facts, firstSeenAt }: UnstoredSnapshot) => Date.parse(facts.createdAt ?? firstSeenAt),
  HOLDER_NAME: ({ facts: { holderName } }: UnstoredSnapshot) =>
    holderName === null ? "0" : `1${[...fold(holderName)].slice(0, nameLength).join("")}`,
  STATUS_CHANGED_AT: ({ statusChangedAt }: UnstoredSnapshot) =>
    statusChangedAt === null ? 0 : Date.parse(statusChangedAt),
} as const satisfies Record<AccountOrder["field"], (snapshot: UnstoredSnapshot) => number | string>;

/** What a search looks at. */
export function searchTextOf({ holderName, holderAliases, label }: AccountFacts): string {
  return searchText([holderName, ...holderAliases, label]);
}
