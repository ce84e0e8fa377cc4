import { setTimeout as sleep } from "node:timers/promises";
import type { ExecutionResult } from "graphql";
import { createClient as createSseClient } from "graphql-sse";
import type { Random } from "../../../src/sandbox/kit/random.ts";
import { eventsDocument, socketClient } from "../../support/follow.ts";

/** An event as a follower was told of it. */
export interface Told {
  readonly cursor: string;
  readonly type: string;
  readonly newStatus: string;
  /** The account's global id. */
  readonly account: string;
  /** Which of the follower's connections brought it, counted from 1. */
  readonly connection: number;
}

export type Transport = "websocket" | "sse";

/** Follows everything, goes away at random and comes back where it stopped. */
export interface Follower {
  readonly name: string;
  readonly told: readonly Told[];
  /** How often it connected, and how many of these connections it did not end itself. */
  readonly connections: number;
  readonly broken: number;
  /** What it was refused, in words. */
  readonly refusals: readonly string[];
  /** The last cursor that it has. */
  readonly cursor: string;
  stop(): Promise<void>;
}

export interface FollowerSettings {
  readonly transport: Transport;
  readonly name: string;
  readonly urls: readonly string[];
  readonly token: string;
  /** Where it begins. */
  readonly after: string;
  readonly random: Random;
  readonly heard: (told: Told) => void;
}

interface Data extends Record<string, unknown> {
  readonly accountEvents: Omit<Told, "account" | "connection"> & { readonly account: { readonly id: string } };
}

/** It stays for so many events, or for so long. */
const stay = { events: [50, 4_000], ms: [300, 8_000] } as const;

export function follow({ transport, name, urls, token, after, random, heard }: FollowerSettings): Follower {
  const told: Told[] = [];
  const refusals: string[] = [];
  let connections = 0;
  let broken = 0;
  let leave = () => {};
  let isOver = false;
  const cursor = () => told.at(-1)?.cursor ?? after;

  async function attend(): Promise<void> {
    const connection = open(transport, random.pick(urls), token);
    let isLeft = false;
    leave = () => {
      isLeft = true;
      connection.leave();
    };
    const timer = setTimeout(() => leave(), random.integer(...stay.ms));
    let left = random.integer(...stay.events);
    connections += 1;
    try {
      for await (const { data, errors } of connection.events(cursor())) {
        for (const { message } of errors ?? []) refusals.push(message);
        if (!data) continue;
        const { account, ...event } = data.accountEvents;
        const one = { ...event, account: account.id, connection: connections };
        told.push(one);
        heard(one);
        if (--left > 0) continue;
        isLeft = true;
        break;
      }
    } catch {
      // A gateway that was killed, or is not up again yet.
    }
    clearTimeout(timer);
    connection.leave();
    if (!isLeft) {
      broken += 1;
      await sleep(random.integer(20, 200));
    }
  }

  const following = (async () => {
    while (!isOver) await attend();
  })();
  return {
    ...{ name, told, refusals },
    get connections() {
      return connections;
    },
    get broken() {
      return broken;
    },
    get cursor() {
      return cursor();
    },
    async stop() {
      isOver = true;
      leave();
      await following;
    },
  };
}

interface Connection {
  events(after: string): AsyncIterable<ExecutionResult<Data>>;
  /** Goes, without a word where the transport allows that. */
  leave(): void;
}

function open(transport: Transport, url: string, token: string): Connection {
  const query = eventsDocument;
  if (transport === "websocket") {
    const client = socketClient(url, token);
    let isUp = false;
    client.on("connected", () => {
      isUp = true;
    });
    return {
      events: (after) => client.iterate<Data>({ query, variables: { after } }) as AsyncIterable<ExecutionResult<Data>>,
      leave() {
        // A socket that is not open yet can only be waited for.
        if (isUp) client.terminate();
        void Promise.resolve(client.dispose()).catch(() => {});
      },
    };
  }
  const client = createSseClient({ url, headers: { authorization: `Bearer ${token}` }, retryAttempts: 0 });
  return {
    events: (after) => client.iterate<Data>({ query, variables: { after } }) as AsyncIterable<ExecutionResult<Data>>,
    leave: () => client.dispose(),
  };
}
