import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { createRandom } from "../../../src/sandbox/kit/random.ts";
import { clients } from "./clients.ts";
import { follow } from "./follower.ts";

// The followers of `npm run chaos` have to take a bookmark at its word, for a wrong one to show: here all of them are wrong.

const event = { cursor: "event", type: "STATUS_CHANGED", newStatus: "ACTIVE", account: { id: "1" } };
const data = { accountEvents: event, accountStatusChanged: event };
let afters: string[];
let url: string;
let close: () => void;

/** Tells of an event, then gives a bookmark, and ends. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) body += chunk;
  afters.push(String(request.headers["last-event-id"] ?? JSON.parse(body).variables.after));
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.end(`id: event\nevent: next\ndata: ${JSON.stringify({ data })}\n\nid: bookmark\n\n`);
}

function answerSocket(socket: WebSocket): void {
  const say = (message: object) => socket.send(JSON.stringify(message));
  socket.on("message", (text) => {
    const { type, id, payload } = JSON.parse(String(text));
    if (type === "connection_init") say({ type: "connection_ack" });
    if (type !== "subscribe" || payload.variables?.after === undefined) return;
    afters.push(payload.variables.after);
    say({ type: "next", id, payload: { data } });
    say({ type: "ping", payload: { bookmarks: { [id]: "bookmark" } } });
    socket.close(1001);
  });
}

beforeEach(async () => {
  afters = [];
  const server = createServer((request, response) => void answer(request, response));
  new WebSocketServer({ server }).on("connection", answerSocket);
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  close = () => void server.close();
});
afterEach(() => close());

test.each([
  ["websocket", "bookmark"],
  ["filtered", "bookmark"],
  ["eventSource", "bookmark"],
  ["sdk", "bookmark"],
  ["graphqlSse", "event"],
] as const)("%s comes back with the cursor of its last %s", async (name, cursor) => {
  const settings = { name, client: clients[name], urls: [url], token: "", after: "begin", heard: () => {} };
  const follower = follow({ ...settings, random: createRandom(1) });
  await expect.poll(() => afters.slice(0, 3), { timeout: 10_000 }).toEqual(["begin", cursor, cursor]);
  await follower.stop();
  expect(follower.told[0]).toEqual({ ...event, account: "1" });
  expect(follower.refusals).toEqual([]);
});
