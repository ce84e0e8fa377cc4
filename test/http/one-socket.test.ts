import "reflect-metadata";
import { afterEach, beforeEach, expect, test } from "vitest";
import WebSocket from "ws";
import { type FollowWorld, openFollowWorld } from "./follow-world.ts";

interface Told {
  readonly id?: string;
  readonly type: string;
  readonly payload?: {
    readonly bookmarks?: Record<string, string>;
    readonly data?: { readonly accountEvents: unknown };
  };
}

let world: FollowWorld;
/** While it is set, accounts that are shown in results wait for it. */
let gate: Promise<void> | null;

beforeEach(async () => {
  gate = null;
  world = await openFollowWorld();
  const { find } = world.directory;
  Object.assign(world.directory, {
    async find(...args: Parameters<typeof find>) {
      await gate;
      return find(...args);
    },
  });
});
afterEach(() => world?.close());

const plain = "subscription { accountEvents { changes { field after } } }";
const withAccount = "subscription { accountEvents { account { label } } }";

/** A client that says and hears messages one by one. */
async function bareClient() {
  const socket = new WebSocket(world.url.replace("http", "ws"), "graphql-transport-ws");
  const told: Told[] = [];
  socket.on("message", (data) => told.push(JSON.parse(String(data))));
  await new Promise((resolve) => socket.once("open", resolve));
  const say = (...messages: readonly object[]) => {
    for (const message of messages) socket.send(JSON.stringify(message));
  };
  say({ type: "connection_init", payload: { authorization: `Bearer ${await world.token()}` } });
  await expect.poll(() => told.some(({ type }) => type === "connection_ack")).toBe(true);
  const bookmarksOf = (id: string) => told.filter(({ type, payload }) => type === "ping" && payload?.bookmarks?.[id]);
  return {
    told,
    say,
    results: (id: string) =>
      told.filter((one) => one.type === "next" && one.id === id).map(({ payload }) => payload?.data),
    /** Resolves when the streams of these ids follow. */
    follow: (id: string) => expect.poll(() => bookmarksOf(id).length).toBe(1),
    forget: () => void told.splice(0),
    close: () => socket.terminate(),
  };
}

const subscribe = (id: string, query: string) => ({ type: "subscribe", id, payload: { query } });
const complete = (id: string) => ({ type: "complete", id });
const labelled = (after: string) => ({ accountEvents: { changes: [{ field: "label", after }] } });

test("a stream whose results take long keeps no other stream of its socket waiting", async () => {
  await world.tell("1", { label: "a" });
  const client = await bareClient();
  client.say(subscribe("slow", withAccount), subscribe("slower", withAccount), subscribe("quick", plain));
  for (const id of ["slow", "slower", "quick"]) await client.follow(id);
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  await world.tell("1", { label: "b" });
  await expect.poll(() => client.results("quick")).toEqual([labelled("b")]);
  client.say(complete("slower"));
  await world.tell("1", { label: "c" });
  await expect.poll(() => client.results("quick")).toEqual([labelled("b"), labelled("c")]);
  expect(client.results("slow")).toEqual([]);
  resolve();
  await expect.poll(() => client.results("slow").length).toBe(2);
  expect(client.results("slower")).toEqual([]);
  client.close();
});

test("an id may be used again at once when its stream was completed", async () => {
  await world.tell("1", { label: "a" });
  const client = await bareClient();
  client.say(subscribe("1", withAccount));
  await client.follow("1");
  client.forget();
  client.say(complete("1"), subscribe("1", plain));
  await client.follow("1");
  await world.tell("1", { label: "b" });
  await expect.poll(() => client.results("1")).toEqual([labelled("b")]);
  expect(client.told.map(({ type }) => type)).not.toContain("complete");
  client.close();
});

test("an id that is used again gets nothing of what was being made for the stream before", async () => {
  await world.tell("1", { label: "a" });
  const client = await bareClient();
  client.say(subscribe("1", withAccount));
  await client.follow("1");
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  await world.tell("1", { label: "b" });
  client.forget();
  client.say(complete("1"), subscribe("1", plain));
  await client.follow("1");
  resolve();
  await world.tell("1", { label: "c" });
  await expect.poll(() => client.results("1")).toEqual([labelled("c")]);
  expect(client.told.map(({ type }) => type)).not.toContain("complete");
  client.close();
});
