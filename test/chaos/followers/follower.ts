import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../../../src/sandbox/kit/random.ts";
import type { FollowingClient, Told } from "./clients.ts";

/** Goes away at random and comes back where it stopped. */
export interface Follower {
  readonly name: string;
  readonly client: FollowingClient;
  readonly told: readonly Told[];
  /** How often it connected, and how many of these connections it did not end itself. */
  readonly connections: number;
  readonly broken: number;
  /** How often a bookmark told it another cursor than it had. */
  readonly bookmarks: number;
  /** What it was refused, in words. */
  readonly refusals: readonly string[];
  /** The last cursor that it was told, by an event or a bookmark: it comes back with this one. */
  readonly cursor: string;
  stop(): Promise<void>;
}

export interface FollowerSettings {
  readonly name: string;
  readonly client: FollowingClient;
  readonly urls: readonly string[];
  readonly token: string;
  /** Where it begins. */
  readonly after: string;
  readonly random: Random;
  readonly heard: (told: Told) => void;
}

/** It stays for so many events, or for so long. */
const stay = { events: [50, 4_000], ms: [300, 8_000] } as const;

export function follow({ client, name, urls, token, after, random, heard }: FollowerSettings): Follower {
  const told: Told[] = [];
  const refusals: string[] = [];
  let cursor = after;
  let connections = 0;
  let broken = 0;
  let bookmarks = 0;
  let leave = () => {};
  let isOver = false;

  async function attend(): Promise<void> {
    let left = random.integer(...stay.events);
    let isLeft = false;
    const connection = client.open(
      { url: random.pick(urls), token, after: cursor },
      {
        event(one) {
          told.push(one);
          cursor = one.cursor;
          heard(one);
          if (--left === 0) leave();
        },
        bookmark(at) {
          if (at === cursor) return;
          cursor = at;
          bookmarks += 1;
          if (random.chance(client.leavesAtBookmarks)) leave();
        },
        refusal: (message) => void refusals.push(message),
        interruption() {
          connections += 1;
          broken += 1;
        },
      },
    );
    leave = () => {
      isLeft = true;
      connection.leave();
    };
    connections += 1;
    const timer = setTimeout(() => leave(), random.integer(...stay.ms));
    await connection.ended;
    clearTimeout(timer);
    connection.leave();
    if (isLeft) return;
    broken += 1;
    await sleep(random.integer(20, 200));
  }

  const following = (async () => {
    while (!isOver) await attend();
  })();
  return {
    ...{ name, client, told, refusals },
    get connections() {
      return connections;
    },
    get broken() {
      return broken;
    },
    get bookmarks() {
      return bookmarks;
    },
    get cursor() {
      return cursor;
    },
    async stop() {
      isOver = true;
      leave();
      await following;
    },
  };
}
