import type { AccountEvent } from "../domain/account-event.ts";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import type { Database } from "../storage/database.ts";
import { readWitnesses, type Witnesses } from "../storage/event-witnesses.ts";
import { shownTo } from "./event-sight.ts";
import type { FollowQuery } from "./follower.ts";

/** Which events whom may see, asked once for all who follow. */
export interface EventSights {
  /** The events that the row rule and the filter's customer leave, as that follower may see them; null: all, as they are. */
  of(query: FollowQuery): ((events: readonly AccountEvent[]) => Promise<readonly AccountEvent[]>) | null;
}

/** So long what was found out for one follower may serve another, in milliseconds. */
const sharedForMs = 1_000;
const remembered = 500;

interface Look {
  readonly at: number;
  readonly found: Promise<Witnesses | null>;
}

/** `clock` in milliseconds, never going back. */
export function createEventSights({ read }: Database, clock: () => number = () => performance.now()): EventSights {
  /** Of the newest events, by their account and position. */
  const looks = new Map<string, Look>();

  /** No older than `since`: a link that was taken away before somebody began to follow is not seen any more. */
  async function witnessesOf(events: readonly AccountEvent[], since: number): Promise<(Witnesses | null)[]> {
    const at = clock();
    const keys = events.map(({ ref, position }) => `${position} ${refKey(ref)}`);
    const isFresh = (look: Look | undefined) => look !== undefined && look.at >= Math.max(since, at - sharedForMs);
    const missing = events.filter((_, index) => !isFresh(looks.get(keys[index] ?? "")));
    if (missing.length > 0) {
      const refs: readonly AccountRef[] = [...new Map(missing.map(({ ref }) => [refKey(ref), ref])).values()];
      const found = readWitnesses(read, refs);
      for (const { ref, position } of missing) {
        const one = found.then((all) => all.get(refKey(ref)) ?? null);
        // Whoever asked hears of a failure; nobody else may.
        one.catch(() => looks.delete(`${position} ${refKey(ref)}`));
        looks.set(`${position} ${refKey(ref)}`, { at, found: one });
      }
    }
    const told = keys.map((key) => looks.get(key)?.found ?? null);
    for (const key of looks.keys()) {
      if (looks.size <= remembered) break;
      looks.delete(key);
    }
    return Promise.all(told);
  }

  return {
    of({ viewer, filter }) {
      if (viewer.sees === "everything" && filter.customer === undefined) return null;
      const began = clock();
      return async (events) => {
        const witnesses = await witnessesOf(events, began);
        return events.flatMap((event, index) => {
          const seen = witnesses[index];
          if (seen == null) return [];
          if (filter.customer !== undefined && !seen.customers.has(filter.customer)) return [];
          if (viewer.sees === "linked" && !seen.customers.has(viewer.customerId)) return [];
          return shownTo(viewer, event, seen.ownedSince) ?? [];
        });
      };
    },
  };
}
