import type { AccountFacts } from "../../src/domain/account.ts";
import type { AccountEvent } from "../../src/domain/account-event.ts";
import { createEventFeed, type EventFeed } from "../../src/events/event-feed.ts";
import type { Follower } from "../../src/events/follower.ts";
import type { Database } from "../../src/storage/database.ts";
import { answer, openTestDirectory, silent, type TestDirectory } from "../accounts/directory-fixture.ts";

export const everything = { sees: "everything" } as const;

/** A log that is written and followed. */
export interface FeedWorld extends TestDirectory {
  readonly feed: EventFeed;
  /** A provider tells this of an account; one event, or none. */
  tell(id: string, facts: Partial<AccountFacts>, provider?: string): Promise<void>;
  /** Another process that follows the same database; on SQLite, over the same connections. */
  anotherFeed(database?: Database): EventFeed;
}

export async function openFeedWorld({ pollMs = 1_000, keep = 1_000 } = {}): Promise<FeedWorld> {
  const place = await openTestDirectory();
  const feeds: EventFeed[] = [];
  const anotherFeed = (database = place.database) => {
    const feed = createEventFeed({ database, providers: ["p", "q"], log: silent, pollMs, keep });
    feeds.push(feed);
    return feed;
  };
  return {
    ...place,
    feed: anotherFeed(),
    anotherFeed,
    async tell(id, facts, provider = "p") {
      await place.directory.observe([answer(await place.later(), facts, id, provider)], "READ");
    },
    async close() {
      await Promise.all(feeds.map((feed) => feed.close()));
      await place.close();
    },
  };
}

/** The next events that are for a follower; null once it is closed. */
export async function next(follower: Follower): Promise<readonly AccountEvent[] | null> {
  while (await follower.ready()) {
    const told = await follower.take();
    if (told.length > 0) return told;
  }
  return null;
}

/** The next `count` events that a follower is told, oldest first. */
export async function take(follower: Follower, count: number): Promise<readonly AccountEvent[]> {
  const taken: AccountEvent[] = [];
  while (taken.length < count) {
    const told = await next(follower);
    if (told === null) break;
    taken.push(...told);
  }
  return taken;
}

export const labels = (events: readonly AccountEvent[]) =>
  events.map(({ ref, changes }) => `${ref.id} ${changes.find(({ field }) => field === "label")?.after ?? "new"}`);
