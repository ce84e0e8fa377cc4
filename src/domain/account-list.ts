import type { AccountStatus, HolderType } from "./account.ts";

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
