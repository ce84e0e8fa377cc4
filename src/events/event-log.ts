import type { AccountEvent } from "../domain/account-event.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Database } from "../storage/database.ts";
import { type EventPageQuery, readAccountEvents, readHead, readOwnedSince } from "../storage/event-store.ts";
import { shownTo } from "./event-sight.ts";

/** The log of everything that happened to accounts. */
export interface EventLog {
  /** The position of the last event: whoever follows from here misses nothing that is not in the directory yet. */
  head(): Promise<number>;
  /**
   * Some events of one account, as the viewer may see them (`shownTo`); those next to the end they are taken from, that
   * end first. The row rule is the caller's: pass a snapshot that the viewer may see.
   */
  history(viewer: Viewer, account: AccountSnapshot, query: EventPageQuery): Promise<readonly AccountEvent[]>;
}

export function createEventLog({ read }: Database): EventLog {
  return {
    head: () => readHead(read),
    async history(viewer, { rowId }, query) {
      if (viewer.sees === "everything") return readAccountEvents(read, rowId, query);
      const ownedSince = await readOwnedSince(read, rowId);
      const newerThan = Math.max(query.newerThan ?? 0, ownedSince - 1);
      const events = await readAccountEvents(read, rowId, { ...query, newerThan });
      return events.flatMap((event) => shownTo(viewer, event, ownedSince) ?? []);
    },
  };
}
