import "reflect-metadata";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FollowedEvents } from "../../src/graphql/event/followed-events.ts";
import { createCursorCodec } from "../../src/graphql/relay/cursor.ts";
import { type ResultStream, resultStream } from "../../src/graphql/streams/result-stream.ts";
import { everything, type FeedWorld, openFeedWorld } from "../events/feed-fixture.ts";

let world: FeedWorld;
beforeEach(async () => {
  world = await openFeedWorld();
});
afterEach(() => world?.close());

/** A stream from the beginning of the log whose results are the events' positions. */
async function follow(): Promise<ResultStream> {
  const follower = await world.feed.follow({ viewer: everything, filter: {}, after: 0 });
  const followed = new FollowedEvents(follower, createCursorCodec(Buffer.alloc(32)));
  const shared = {
    of: (events: readonly { readonly position: number }[]) =>
      events.map((event) => ({ text: `${event.position}`, cursor: followed.view(event as never).cursor })),
    leave() {},
  };
  return resultStream(followed, shared, (shown) => shown);
}

test("a stream's cursor never leads back behind what was handed out", async () => {
  for (const label of ["a", "b", "c"]) await world.tell("1", { label });
  const stream = await follow();
  expect(await stream.ready()).toBe(true);
  const begin = stream.cursor;
  const first = await stream.take(2);
  expect(first.map(({ text }) => text)).toEqual(["1", "2"]);
  expect(stream.cursor).toBeNull();
  const ready = stream.ready();
  // At once, though others get their turn before this is answered.
  expect(stream.cursor).toBe(first[1]?.cursor);
  expect(stream.cursor).not.toBe(begin);
  expect(await ready).toBe(true);
  const second = await stream.take();
  expect(second.map(({ text }) => text)).toEqual(["3"]);
  const waiting = stream.ready();
  expect(stream.cursor).toBe(second[0]?.cursor);
  stream.close();
  expect(await waiting).toBe(false);
  expect(await stream.take()).toEqual([]);
});
