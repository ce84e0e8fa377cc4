import type { AccountEvent } from "../domain/account-event.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { Database } from "../storage/database.ts";
import { type EventPageQuery, readAccountEvents, readHead } from "../storage/event-store.ts";

/** The log of everything that happened to accounts. */
export interface EventLog {
  /** The position of the last event: whoever follows from here misses nothing that is not in the directory yet. */
  head(): Promise<number>;
  /** Some events of one account; those next to the end they are taken from, that end first. The row rule is the caller's: pass a snapshot that the viewer may see. */
  history(account: AccountSnapshot, query: EventPageQuery): Promise<readonly AccountEvent[]>;
}

export function createEventLog({ read }: Database): EventLog {
  return {
    head: () => readHead(read),
    history: (account, query) => readAccountEvents(read, account.rowId, query),
  };
}
