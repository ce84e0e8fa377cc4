import "reflect-metadata";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import WebSocket from "ws";
import { createCustomerLinks } from "../../src/customers/customer-links.ts";
import { eventsDocument } from "../support/follow.ts";
import { type FollowWorld, openFollowWorld } from "./follow-world.ts";

let world: FollowWorld;
beforeAll(async () => {
  world = await openFollowWorld();
});
afterAll(() => world?.close());

/** Follows as somebody, with a filter of its own; resolves when its subscription stands. */
async function follow(token: string, filter: object | null): Promise<{ socket: WebSocket; texts: string[] }> {
  const socket = new WebSocket(world.url.replace("http", "ws"), "graphql-transport-ws");
  const texts: string[] = [];
  const said = () => new Promise((resolve) => socket.once("message", resolve));
  await new Promise((resolve) => socket.once("open", resolve));
  const acknowledged = said();
  socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }));
  await acknowledged;
  const stands = said();
  const payload = { query: eventsDocument, variables: { filter } };
  socket.send(JSON.stringify({ type: "subscribe", id: "1", payload }));
  await stands;
  socket.on("message", (data) => texts.push(String(data)));
  return { socket, texts };
}

test("a thousand followers get what happens, which is looked up and written once for those who cannot differ", async () => {
  await createCustomerLinks(world.database).link("ann", null, [{ provider: "p", accountId: "1" }]);
  const [desk, other, ann] = await Promise.all([
    world.token("desk"),
    world.token("other"),
    world.token("ann", ["accounts:read"]),
  ]);
  const followers: { socket: WebSocket; texts: string[] }[] = [];
  while (followers.length < 990) {
    const some = Array.from({ length: 90 }, (_, index) =>
      follow(index % 2 ? desk : other, index % 3 ? null : { providers: ["p"] }),
    );
    followers.push(...(await Promise.all(some)));
  }
  const customers = await Promise.all(Array.from({ length: 10 }, () => follow(ann, null)));
  for (const { socket } of followers.slice(0, 10)) socket.pause();

  const find = vi.spyOn(world.directory, "find");
  await world.tell("1", { label: "a" });
  await world.tell("2", { label: "b" });
  const reading = followers.slice(10);
  await expect.poll(() => reading.filter(({ texts }) => texts.length === 2).length).toBe(reading.length);
  await expect.poll(() => customers.filter(({ texts }) => texts.length === 1).length).toBe(customers.length);
  expect(new Set(reading.map(({ texts }) => texts.join())).size).toBe(1);
  // Two events for the back office, one for the customer: once each, or together.
  expect(find.mock.calls.length).toBeLessThanOrEqual(3);
  find.mockRestore();
  for (const { socket } of [...followers, ...customers]) socket.terminate();
});
