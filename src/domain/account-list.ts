import type { AccountKind, AccountStatus, HolderType, Instant, OwnerKind } from "./account.ts";
import type { AccountRef } from "./account-ref.ts";

/**
 * Which accounts a list shows. Fields are combined with AND, the values of one field with OR; an absent field lets
 * everything pass, an empty list nothing.
 */
export interface AccountFilter {
  /** Configured provider names. */
  readonly providers?: readonly string[];
  readonly kinds?: readonly AccountKind[];
  readonly statuses?: readonly AccountStatus[];
  /** `null` in the list matches accounts whose holder type is unknown. */
  readonly holderTypes?: readonly (HolderType | null)[];
  /** Any of an account's currencies, in the provider's writing. */
  readonly currencies?: readonly string[];
  readonly countries?: readonly string[];
  /** Owners in the providers' books; a USER also matches as the user below a merchant. */
  readonly owners?: readonly OwnerFilter[];
  /** Product codes, whatever their kind. */
  readonly products?: readonly string[];
  readonly serviceProviders?: readonly string[];
  /** Our customers: the accounts that are linked to them. */
  readonly customers?: readonly string[];
  /** Whole labels, folded (case, diacritics). */
  readonly labels?: readonly string[];
  /** In any writing: compared without spaces, in upper case. */
  readonly ibans?: readonly string[];
  readonly accountNumbers?: readonly string[];
  readonly ledgerNumbers?: readonly string[];
  readonly routingCodes?: readonly RoutingCodeFilter[];
  readonly clientAccountIds?: readonly string[];
  readonly mainAccounts?: readonly AccountRef[];
  /** The provider's creation time; accounts whose provider tells none are compared by the first sight. */
  readonly createdAt?: InstantRange;
  readonly statusChangedAt?: InstantRange;
  /** Of the last known balance, however old. */
  readonly availableBalance?: AmountRange;
  /** Only accounts that their provider does not know any more (`true`), or only the others (`false`). */
  readonly missing?: boolean;
  /**
   * Every word must occur in the holder's name, an alias or the label: as a part, or, under three
   * letters, as a word's beginning.
   */
  readonly search?: string;
}

export interface OwnerFilter {
  /** Absent: of any kind. */
  readonly kind?: OwnerKind;
  readonly id: string;
}

export interface RoutingCodeFilter {
  /** Absent: under any scheme. */
  readonly scheme?: string;
  readonly value: string;
}

/** From `from` (inclusive) until `to` (exclusive); either end may be open. */
export interface InstantRange {
  readonly from?: Instant;
  readonly to?: Instant;
}

/** Decimal text in major units of one currency, both ends inclusive; either may be open. */
export interface AmountRange {
  readonly currency: string;
  readonly from?: string;
  readonly to?: string;
}

export const accountOrderFields = ["CREATED_AT", "HOLDER_NAME", "STATUS_CHANGED_AT"] as const;

/**
 * CREATED_AT: the provider's creation time, or the time when the gateway first saw the account where it tells none.
 * HOLDER_NAME: folded, and byte by byte. STATUS_CHANGED_AT: when the gateway saw the last change. Unknown names and
 * times come first when ascending, last when descending.
 */
export interface AccountOrder {
  readonly field: (typeof accountOrderFields)[number];
  readonly direction: "ASC" | "DESC";
}

/** The place of one account in an ordering: what a cursor holds. */
export interface Position {
  /** CREATED_AT, STATUS_CHANGED_AT: milliseconds since 1970 (0: unknown). HOLDER_NAME: the folded name's sort key. */
  readonly key: number | string;
  readonly rowId: number;
}

/** A keyset page: at most `limit` accounts strictly between `after` and `before` (in the ordering's direction). */
export interface PageQuery {
  readonly filter: AccountFilter;
  readonly order: AccountOrder;
  readonly after: Position | null;
  readonly before: Position | null;
  readonly limit: number;
  /**
   * `start`: the accounts next to `after`; `end`: those next to `before`. Either way answered in the ordering's direction.
   */
  readonly from: "start" | "end";
}

/** How many accounts a list has: exact up to 10,000, beyond that possibly an estimate. */
export interface AccountCount {
  readonly total: number;
  readonly isExact: boolean;
}
