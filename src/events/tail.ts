import type { AccountEvent } from "../domain/account-event.ts";
import type { Database } from "../storage/database.ts";
import { readEvents, readSpan } from "../storage/event-query.ts";

/** The end of the log, read once for everybody in this process who follows it. */
export interface Tail {
  /** The last event that is known here. */
  readonly position: number;
  /** Begins to follow; resolves when `position` is no older than this call. Answers how to leave. */
  join(): Promise<() => void>;
  /** The next events behind a position, oldest first; null when they are not in memory any more. */
  recent(position: number, limit: number): readonly AccountEvent[] | null;
  /** Calls `wake` once, when the log has grown; answers how to call it off. */
  onGrowth(wake: () => void): () => void;
  close(): Promise<void>;
}

export interface TailOptions {
  readonly database: Database;
  /** The configured providers: events of any other are not shown to anybody. */
  readonly providers: readonly string[];
  readonly log: { warn(fields: object, message: string): void };
  /** How often it looks without having been woken, in milliseconds. */
  readonly pollMs?: number;
  /** How many events stay in memory. */
  readonly keep?: number;
}

const atOnce = 250;

/**
 * Positions have no gaps and are in the order of the commits, so whoever reads on from a position misses nothing. Being
 * woken only makes it soon: a poll finds what no wake-up told. While nobody follows, nothing is read.
 */
export function createTail({ database, providers, log, pollMs = 1_000, keep = 1_000 }: TailOptions): Tail {
  const ring: AccountEvent[] = [];
  /** What stands before the ring is in the database only. */
  let ringBegin = 0;
  let position = 0;
  let followers = 0;
  let waking = new Set<() => void>();
  let reading: Promise<void> | null = null;
  let isStale = false;
  let isFailing = false;
  let hasBegun = false;
  let isClosed = false;

  /** Reads what is new; being called while it reads means once more, as that may have come too late to be read. */
  function advance(): Promise<void> {
    isStale = true;
    reading ??= readOn();
    return reading;
  }

  async function readOn(): Promise<void> {
    // Never over before it is noted that it runs.
    await null;
    try {
      while (isStale && !isClosed) {
        isStale = false;
        if (!hasBegun) await begin();
        const { head } = await readSpan(database.read);
        while (position < head && !isClosed) await readTo(Math.min(position + atOnce, head));
      }
    } finally {
      // At once: whoever calls after the loop's last question has to be answered by another reading.
      reading = null;
    }
  }

  async function readTo(until: number): Promise<void> {
    const range = { newerThan: position, olderThan: until + 1, limit: atOnce, from: "oldest" } as const;
    const events = await readEvents(database.read, { ...range, among: providers, filter: {}, customer: null });
    ring.push(...events);
    position = until;
    const surplus = ring.splice(0, Math.max(0, ring.length - keep));
    ringBegin = surplus.at(-1)?.position ?? ringBegin;
    wakeAll();
  }

  function wakeAll(): void {
    const woken = waking;
    waking = new Set();
    for (const wake of woken) wake();
  }

  /**
   * The first to follow finds the last events in memory: when all come back after a restart, most need no more. Between two
   * readings, never beside one, whose events would stand in the ring as if there were none before them.
   */
  async function begin(): Promise<void> {
    const { head, oldest } = await readSpan(database.read);
    position = Math.max(oldest - 1, head - atOnce, 0);
    ring.length = 0;
    ringBegin = position;
    hasBegun = followers > 0;
  }

  async function look(): Promise<void> {
    if (followers === 0 || isClosed) return;
    try {
      await advance();
      isFailing = false;
    } catch (error) {
      // The next look may succeed, and nothing is lost until then.
      if (!isFailing && !isClosed) log.warn({ err: error }, "the log of events cannot be read");
      isFailing = true;
    }
  }

  const growth = database.onGrowth(() => void look());
  const poll = setInterval(() => void look(), pollMs).unref();

  return {
    get position() {
      return position;
    },
    async join() {
      followers++;
      let isIn = true;
      const leave = () => {
        if (isIn && --followers === 0) hasBegun = false;
        isIn = false;
      };
      try {
        await advance();
        return leave;
      } catch (error) {
        leave();
        throw error;
      }
    },
    recent(from, limit) {
      if (from < ringBegin) return null;
      // The ring is sorted: what was handed out is behind, mostly all of it.
      let first = ring.length;
      while (first > 0 && (ring[first - 1] as AccountEvent).position > from) first--;
      return ring.slice(first, first + limit);
    },
    onGrowth(wake) {
      waking.add(wake);
      return () => waking.delete(wake);
    },
    async close() {
      isClosed = true;
      clearInterval(poll);
      await growth.stop();
      await reading?.catch(() => {});
      wakeAll();
    },
  };
}
