import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import WebSocket from "ws";
import { answer } from "../accounts/directory-fixture.ts";
import { socketClient } from "../support/follow.ts";
import { type FollowWorld, openFollowWorld } from "./follow-world.ts";

let world: FollowWorld;
beforeAll(async () => {
  world = await openFollowWorld({ beatMs: 3_600_000 });
});
afterAll(() => world?.close());

const document =
  "subscription { accountEvents { cursor changes { field before after } account { id status label raw } } }";

/** Signs in, subscribes `times` times, to what differs each time, and then reads no more. */
async function pausedSocket(token: string, times = 1): Promise<WebSocket> {
  const socket = new WebSocket(world.url.replace("http", "ws"), "graphql-transport-ws");
  await new Promise((resolve) => socket.once("open", resolve));
  socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }));
  await new Promise((resolve) => socket.once("message", resolve));
  for (let id = 1; id <= times; id++) {
    const query = document.replace("cursor", `cursor${id}: cursor`);
    socket.send(JSON.stringify({ type: "subscribe", id: `${id}`, payload: { query } }));
    // Its first bookmark: it follows.
    await new Promise((resolve) => socket.once("message", resolve));
  }
  socket.pause();
  return socket;
}

test.each([
  ["one subscription", { times: 1, events: 4_000, labelLength: 200 }],
  ["as many subscriptions as a socket may have, none like another", { times: 30, events: 1_000, labelLength: 200 }],
  ["as many subscriptions, and large events", { times: 30, events: 200, labelLength: 10_000 }],
])(
  "clients that stop reading delay nobody, and cost at most a megabyte each, with %s",
  async (_, sizes) => {
    const { times, events, labelLength } = sizes;
    const token = await world.token();
    let round = 0;
    async function tell(count: number): Promise<void> {
      for (let left = count; left > 0; left -= 200) {
        const asOf = await world.later();
        const label = `${round++} ${"x".repeat(labelLength)}`;
        await world.directory.observe(
          Array.from({ length: 200 }, (_, index) => answer(asOf, { status: "ACTIVE", label }, `${index}`)),
          "READ",
        );
      }
    }
    const client = socketClient(world.url, token);
    const marked = new Promise<void>((resolve) => client.on("ping", () => resolve()));
    const reading = client.iterate<Record<string, unknown>>({ query: document });
    let awaited: Promise<unknown> | null = reading.next();
    async function read(count: number): Promise<number> {
      let told = 0;
      for (; told < count; told++) {
        const { done } = (await (awaited ?? reading.next())) as IteratorResult<unknown>;
        awaited = null;
        if (done) break;
      }
      return told;
    }
    await marked;
    // What is kept for all, whoever reads, is full before anything is measured.
    await tell(1_000);
    expect(await read(1_000)).toBe(1_000);
    const paused = await Promise.all(Array.from({ length: 10 }, () => pausedSocket(token, times)));

    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    /** What is held, once it stays: buffers are given back in the background. */
    async function held(): Promise<number> {
      for (let last = Number.NaN; ; ) {
        collect();
        const { heapUsed, external } = process.memoryUsage();
        const now = heapUsed + external;
        if (Math.abs(now - last) < 1e5) return now;
        last = now;
        await sleep(200);
      }
    }
    const before = await held();
    await tell(events);
    expect(await read(events)).toBe(events);

    // Far more was written for each of them than it may hold.
    const grown = (await held()) - before;
    expect(grown).toBeLessThan(paused.length * 1e6);
    for (const socket of paused) expect(socket.readyState).toBe(WebSocket.OPEN);

    // One that reads again gets everything, from where it stopped.
    const [one, ...others] = paused;
    let resumed = 0;
    const all = new Promise<void>((resolve) => {
      one?.on("message", (data) => {
        if (JSON.parse(String(data)).type === "next" && ++resumed === events * times) resolve();
      });
    });
    one?.resume();
    await all;
    for (const socket of [one, ...others]) socket?.terminate();
    await client.dispose();
  },
  120_000,
);
