import type { AccountStatus } from "./account.ts";
import type { AccountEventType } from "./account-event.ts";
import type { AccountRef } from "./account-ref.ts";

/** Which events somebody wants. Fields are combined with AND, the values of one with OR; absent: any. */
export interface AccountEventFilter {
  readonly accounts?: readonly AccountRef[];
  readonly providers?: readonly string[];
  /** Only accounts that are linked to this customer. */
  readonly customer?: string;
  readonly types?: readonly AccountEventType[];
  /** The status after the event. */
  readonly newStatuses?: readonly AccountStatus[];
}
