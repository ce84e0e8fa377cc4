import "reflect-metadata";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { createClient } from "graphql-sse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountId } from "../../src/graphql/relay/node.ts";
import { eventsDocument } from "../support/follow.ts";
import { type FollowWorld, openFollowWorld } from "./follow-world.ts";

let world: FollowWorld;
let token: string;
beforeAll(async () => {
  world = await openFollowWorld({ perCaller: 3, beatMs: 200 });
  token = await world.token();
});
afterAll(() => world?.close());

const id = (of: string) => accountId({ provider: "p", id: of });
const headers = () => ({ authorization: `Bearer ${token}`, "content-type": "application/json" });

/** An answer as text, as far as it came; `until` ends the connection. */
async function open(body: object | null, more: Record<string, string> = {}, url = world.url) {
  const gone = new AbortController();
  const response = await fetch(url, {
    ...(body === null ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { ...headers(), accept: "text/event-stream", ...more },
    signal: gone.signal,
  });
  let text = "";
  const done = (async () => {
    for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
  })().catch(() => {});
  return { response, text: () => text, done, end: () => gone.abort() };
}

const idsOf = (text: string) => [...text.matchAll(/^id: (.+)$/gm)].map(([, cursor]) => cursor);

test("events with their cursors, bookmarks, and back again where it stopped", async () => {
  const asked = { query: eventsDocument, variables: { filter: { ids: [id("1")] } } };
  const first = await open(asked);
  expect(first.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  await expect.poll(() => idsOf(first.text()).length).toBe(1);
  await world.tell("1", { label: "a" });
  await expect.poll(first.text).toContain("event: next\ndata: {");
  await world.tell("2", { label: "a" });
  await expect.poll(() => new Set(idsOf(first.text())).size).toBe(3);
  // A beat without news is a comment.
  await expect.poll(first.text).toContain("\n:\n");
  first.end();
  await world.tell("1", { label: "b" });
  const again = await open(asked, { "last-event-id": idsOf(first.text()).at(-1) ?? "" });
  await expect.poll(again.text).toContain('"DETAILS_CHANGED"');
  expect(again.text()).not.toContain("ACCOUNT_APPEARED");
  again.end();
});

test("an operation in the address", async () => {
  const url = `${world.url}?${new URLSearchParams({ query: "{ eventCursor }", variables: "{}" })}`;
  const stream = await open(null, {}, url);
  await stream.done;
  expect(stream.text()).toMatch(
    /^event: next\ndata: \{"data":\{"eventCursor":"[\w-]+"\}\}\n\nevent: complete\ndata:\n\n$/,
  );
});

describe("ends with the reason", () => {
  test("when the operation is not valid", async () => {
    const stream = await open({ query: "subscription { nothing }" });
    await stream.done;
    expect(stream.text()).toContain("GRAPHQL_VALIDATION_FAILED");
    expect(stream.text()).toContain("event: complete");
  });

  test("when the token expires", async () => {
    const own = await world.token("brief", undefined, 60);
    const stream = await open({ query: eventsDocument }, { authorization: `Bearer ${own}` });
    await expect.poll(stream.text).toContain("id: ");
    world.pass(70_000);
    await stream.done;
    expect(stream.text()).toContain("UNAUTHENTICATED");
    expect(stream.text()).toContain("event: complete");
  });
});

test("a client that takes nothing is taken for gone, with whatever waits for it", async () => {
  const { port } = new URL(world.url);
  const socket = connect(Number(port), "127.0.0.1");
  const query = eventsDocument.replace("cursor type", "cursor type changes { before after }");
  const body = JSON.stringify({ query, variables: { filter: { ids: [id("5")] } } });
  const own = { ...headers(), authorization: `Bearer ${await world.token("still")}`, accept: "text/event-stream" };
  const head = Object.entries({ ...own, host: "gateway", "content-length": body.length });
  socket.write(`POST /graphql HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`);
  await once(socket, "data");
  socket.pause();
  const closed = once(socket, "close");
  // TCP itself holds some megabytes.
  const label = "x".repeat(50_000);
  for (let round = 0; round < 200; round++) await world.tell("5", { label: `${round} ${label}` });
  await expect.poll(world.openStreams).toBe(0);
  socket.resume();
  await closed;
});

test("a caller has so many at most, and a place is free when one is gone", async () => {
  const authorization = `Bearer ${await world.token("greedy")}`;
  const streams = await Promise.all([1, 2, 3].map(() => open({ query: eventsDocument }, { authorization })));
  const refused = await open({ query: eventsDocument }, { authorization });
  expect(refused.response.status).toBe(429);
  await refused.done;
  expect(refused.text()).toContain("TOO_MANY_STREAMS");
  streams[0]?.end();
  await expect
    .poll(async () => {
      const next = await open({ query: eventsDocument }, { authorization });
      next.end();
      return next.response.status;
    })
    .toBe(200);
  for (const stream of streams) stream.end();
});

test("without a token there is none", async () => {
  expect((await open({ query: eventsDocument }, { authorization: "" })).response.status).toBe(401);
});

test("graphql-sse's own client", async () => {
  const client = createClient({ url: world.url, headers, retryAttempts: 0 });
  const { value: list } = await client.iterate<{ eventCursor: string }>({ query: "{ eventCursor }" }).next();
  const events = client.iterate({ query: eventsDocument, variables: { after: list?.data?.eventCursor } });
  await world.tell("3", { label: "a" });
  expect((await events.next()).value).toMatchObject({
    data: { accountEvents: { type: "ACCOUNT_APPEARED", account: { id: id("3") } } },
  });
  client.dispose();
});

test("curl", async () => {
  const body = JSON.stringify({ query: eventsDocument, variables: { filter: { ids: [id("4")] } } });
  const headerArguments = Object.entries(headers()).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const curl = spawn("curl", ["-sN", world.url, "-H", "accept: text/event-stream", ...headerArguments, "-d", body]);
  let text = "";
  curl.stdout.on("data", (chunk) => {
    text += chunk;
  });
  await expect.poll(() => text).toContain("id: ");
  await world.tell("4", { label: "a" });
  await expect.poll(() => text).toContain(id("4"));
  const ended = new Promise((resolve) => curl.once("exit", resolve));
  curl.kill();
  await ended;
});

test("a gateway that stops ends the stream without a last word, so that clients come back", async () => {
  const stream = await open({ query: eventsDocument });
  await expect.poll(stream.text).toContain("id: ");
  await world.stop();
  await stream.done;
  expect(stream.text()).not.toContain("complete");
  await world.start();
});
