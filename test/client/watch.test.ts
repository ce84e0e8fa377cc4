import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type AccountStatusEvent, createGatewayClient, type Watch } from "../../src/client/index.ts";
import { accountId } from "../../src/graphql/relay/node.ts";
import { type FollowWorld, openFollowWorld } from "../http/follow-world.ts";

let world: FollowWorld;
let watches: Watch[];
beforeEach(async () => {
  world = await openFollowWorld({ beatMs: 50 });
  watches = [];
});
afterEach(async () => {
  for (const watch of watches) watch.stop();
  await Promise.allSettled(watches.map(({ done }) => done));
  await world?.close();
});

const id = (of: string) => accountId({ provider: "p", id: of });
const status = (of: string, word: "ACTIVE" | "SUSPENDED" | "CLOSED") =>
  world.tell(of, { status: word, providerStatus: word });

/** A watch of account 1 whose events can be looked at. */
async function watch(
  more: Partial<Parameters<ReturnType<typeof createGatewayClient>["watchAccountStatus"]>[1]> = {},
  token?: string,
) {
  const events: AccountStatusEvent[] = [];
  const gateway = createGatewayClient({ url: world.url, token: token ?? (await world.token()) });
  const watching = gateway.watchAccountStatus({ ids: [id("1")] }, { onEvent: (event) => events.push(event), ...more });
  watches.push(watching);
  return { watching, events, words: () => events.map(({ newStatus }) => newStatus) };
}

test("changes arrive, also those that happened while the gateway was restarted, each once", async () => {
  await status("1", "ACTIVE");
  const reasons: string[] = [];
  const { watching, events, words } = await watch({ onInterruption: (why) => reasons.push(why) });
  // It says at once where it begins.
  await expect.poll(() => watching.cursor).not.toBeNull();
  await status("1", "SUSPENDED");
  await expect.poll(words).toEqual(["SUSPENDED"]);
  expect(events[0]).toMatchObject({ previousStatus: "ACTIVE", account: { id: id("1"), provider: { name: "p" } } });
  await world.stop();
  await status("1", "ACTIVE");
  await status("2", "ACTIVE");
  await status("1", "CLOSED");
  await world.start();
  await expect.poll(words).toEqual(["SUSPENDED", "ACTIVE", "CLOSED"]);
  expect(reasons[0]).toBe("1001 The gateway stops; connect again.");
  watching.stop();
  await watching.done;
});

test("one that is stopped while it connects is over at once, on sockets of `ws` too", async () => {
  const sockets: WebSocket[] = [];
  class Seen extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols);
      sockets.push(this);
    }
  }
  const gateway = createGatewayClient({ url: world.url, token: await world.token(), webSocket: Seen });
  const watching = gateway.watchAccountStatus({ ids: [id("1")] }, { onEvent() {} });
  watches.push(watching);
  await expect.poll(() => sockets.length, { interval: 0 }).toBe(1);
  const [socket] = sockets;
  if (socket === undefined) throw new Error("It did not connect.");
  expect(socket.readyState).toBe(WebSocket.CONNECTING);
  // What `ws` says of it comes later; nobody hearing it would end the process.
  const closed = new Promise((resolve) => socket.on("close", resolve));
  watching.stop();
  await watching.done;
  await closed;
  expect(world.openStreams()).toBe(0);
});

test("a later watch goes on where one was stopped, past what was none of its own", async () => {
  await status("1", "ACTIVE");
  const cursors: string[] = [];
  const first = await watch({ onCursor: (cursor) => cursors.push(cursor) });
  await expect.poll(() => cursors.length).toBe(1);
  await status("2", "ACTIVE");
  await expect.poll(() => cursors.length).toBe(2);
  first.watching.stop();
  await first.watching.done;
  await status("1", "SUSPENDED");
  const second = await watch({ after: cursors.at(-1) ?? null });
  await expect.poll(second.words).toEqual(["SUSPENDED"]);
  expect(first.events).toEqual([]);
});

test("events wait for each other, and what onEvent throws ends the watch before its cursor has moved", async () => {
  await status("1", "ACTIVE");
  const order: string[] = [];
  const { watching } = await watch({
    async onEvent({ newStatus }) {
      order.push(`begin ${newStatus}`);
      await sleep(20);
      if (newStatus === "CLOSED") throw new Error("cannot be written");
      order.push(`end ${newStatus}`);
    },
  });
  await expect.poll(() => watching.cursor).not.toBeNull();
  await status("1", "SUSPENDED");
  await status("1", "CLOSED");
  await expect(watching.done).rejects.toThrow("cannot be written");
  expect(order).toEqual(["begin SUSPENDED", "end SUSPENDED", "begin CLOSED"]);
  const again = await watch({ after: watching.cursor });
  await expect.poll(again.words).toEqual(["CLOSED"]);
});

test("who was away for too long is asked to read anew, and goes on from there", async () => {
  await status("1", "ACTIVE");
  const { watching } = await watch();
  await expect.poll(() => watching.cursor).not.toBeNull();
  const old = watching.cursor;
  watching.stop();
  for (const word of ["SUSPENDED", "ACTIVE"] as const) await status("1", word);
  await world.database.write.updateTable("event_log").set({ oldest: 3 }).execute();

  await expect((await watch({ after: old })).watching.done).rejects.toMatchObject({
    error: { code: "RESYNC_REQUIRED", oldestCursor: expect.any(String) },
  });
  const gateway = createGatewayClient({ url: world.url, token: await world.token() });
  const resumed = await watch({
    after: old,
    onResync: async () => (await gateway.eventCursor()).data?.eventCursor,
  });
  await expect.poll(() => resumed.watching.cursor).not.toBe(old);
  await status("1", "CLOSED");
  await expect.poll(resumed.words).toEqual(["CLOSED"]);
});

test("what will never be allowed ends it; a token that is not good now does not", async () => {
  await expect((await watch({}, await world.token("nobody", []))).watching.done).rejects.toMatchObject({
    error: { code: "FORBIDDEN" },
  });
  const reasons: string[] = [];
  const { watching } = await watch({ onInterruption: (why) => reasons.push(why) }, "nonsense");
  await expect.poll(() => reasons[0]).toBe("4403 The token is not valid here.");
  watching.stop();
  await watching.done;
});
