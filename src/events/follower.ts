import { setImmediate as nextTurn } from "node:timers/promises";
import type { AccountEvent } from "../domain/account-event.ts";
import type { AccountEventFilter } from "../domain/event-filter.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Database } from "../storage/database.ts";
import { readEvents, readSpan } from "../storage/event-query.ts";
import { eventMatcher } from "./event-match.ts";
import { ResyncRequired } from "./resync.ts";
import type { EventSights } from "./sights.ts";
import type { Tail } from "./tail.ts";

/** Somebody who follows the log, from a position of its own and at a pace of its own. */
export interface Follower {
  /** Everything up to here was handed out and, as `ready` was called again, dealt with; or it was not for this follower. */
  readonly position: number;
  /**
   * Waits until the log has more, holding nothing of it; false once it is closed. Ask again when the
   * last events are dealt with.
   */
  ready(): Promise<boolean>;
  /**
   * The next events, oldest first, at most so many; none where what comes next is not for this follower, or it is closed. At
   * once where nothing has to be read for it: thousands are woken by one event. Rejects with RESYNC_REQUIRED when what comes
   * next is not in the log any more.
   */
  take(most?: number): readonly AccountEvent[] | Promise<readonly AccountEvent[]>;
  close(): void;
}

/** What somebody wants to follow. */
export interface FollowQuery {
  readonly viewer: Viewer;
  readonly filter: AccountEventFilter;
  /** Where it has come to already; null: from now on. */
  readonly after: number | null;
}

export interface FollowerParts {
  readonly database: Database;
  readonly providers: readonly string[];
  readonly tail: Tail;
  readonly sights: EventSights;
  readonly attend: Attend;
}

/** Looks after the accounts that a follower names; call what it answers when the follower is gone. */
export type Attend = (query: Pick<FollowQuery, "viewer" | "filter">) => Promise<() => void>;

/** What a follower is usually handed at a time: a client that takes nothing costs so many events, and their results. */
const usually = 16;

/** Throws RESYNC_REQUIRED when the log does not reach back to `after`. */
export async function follow(parts: FollowerParts, query: FollowQuery): Promise<Follower> {
  const { database, providers, tail, sights } = parts;
  const { viewer, filter } = query;
  const matches = eventMatcher(filter);
  const customer = viewer.sees === "linked" ? viewer.customerId : null;
  const sight = sights.of(query);
  const leave = await tail.join();
  let position: number;
  let forget: () => void;
  try {
    position = query.after ?? tail.position;
    const span = await readSpan(database.read);
    if (position < span.oldest - 1 || position > span.head) throw new ResyncRequired(span.oldest - 1);
    forget = await parts.attend(query);
  } catch (error) {
    leave();
    throw error;
  }
  let settled = position;
  let isClosed = false;
  let wake = () => {};

  async function stored(most: number): Promise<readonly AccountEvent[]> {
    const until = tail.position;
    const range = { newerThan: position, olderThan: until + 1, limit: most, from: "oldest" } as const;
    const found = await readEvents(database.read, { ...range, among: providers, filter, customer });
    // Asked afterwards: what was taken away before the events were read is missing among them.
    const { oldest } = await readSpan(database.read);
    if (position < oldest - 1) throw new ResyncRequired(oldest - 1);
    position = found.length < most ? until : (found.at(-1)?.position ?? until);
    return found;
  }

  function recent(events: readonly AccountEvent[]): readonly AccountEvent[] {
    position = events.at(-1)?.position ?? position;
    return events.filter(matches);
  }

  async function seen(known: readonly AccountEvent[] | null, most: number): Promise<readonly AccountEvent[]> {
    const found = known === null ? await stored(most) : recent(known);
    const shown = found.length === 0 || sight === null ? found : await sight(found);
    return isClosed ? [] : shown;
  }

  /** Nothing is new, as far as is known here. */
  const isAtEnd = () => tail.recent(position, 1)?.length === 0;

  /** No chain of promises: thousands wait for the same event. */
  function growth(): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const look = () => {
      if (isClosed || !isAtEnd()) return resolve(!isClosed);
      const callOff = tail.onGrowth(look);
      wake = () => {
        callOff();
        look();
      };
    };
    look();
    return promise;
  }

  return {
    get position() {
      return settled;
    },
    ready() {
      settled = position;
      // Where there is nothing to wait for, others get their turn between, and the news that nobody takes these.
      return isClosed || isAtEnd() ? growth() : nextTurn().then(() => !isClosed);
    },
    take(most = usually) {
      if (isClosed) return [];
      const known = tail.recent(position, most);
      return known !== null && sight === null ? recent(known) : seen(known, most);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      leave();
      forget();
      wake();
    },
  };
}
