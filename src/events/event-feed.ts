import type { AccountEvent } from "../domain/account-event.ts";
import type { AccountEventFilter } from "../domain/event-filter.ts";
import { readEvents } from "../storage/event-query.ts";
import type { EventPageQuery } from "../storage/event-store.ts";
import { type Attend, type Follower, type FollowQuery, follow } from "./follower.ts";
import { createEventSights } from "./sights.ts";
import { createTail, type TailOptions } from "./tail.ts";

/** The log of all accounts of configured providers: to be followed, and to be read back. */
export interface EventFeed {
  /**
   * Some events that pass the filter, for who may see all of them; those next to the end they are
   * taken from, that end first.
   */
  page(filter: AccountEventFilter, query: EventPageQuery): Promise<readonly AccountEvent[]>;
  /** Throws RESYNC_REQUIRED when the log does not reach back to where the follower has come. */
  follow(query: FollowQuery): Promise<Follower>;
  /** Ends the reading; followers wait for nothing any more. */
  close(): Promise<void>;
}

export interface EventFeedOptions extends TailOptions {
  readonly attend?: Attend;
}

export function createEventFeed(options: EventFeedOptions): EventFeed {
  const { database, providers, attend = async () => () => {} } = options;
  const tail = createTail(options);
  const sights = createEventSights(database);
  return {
    page: (filter, query) => readEvents(database.read, { ...query, filter, among: providers, customer: null }),
    follow: (query) => follow({ database, providers, tail, sights, attend }, query),
    close: () => tail.close(),
  };
}
