import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { accountId } from "../../src/graphql/relay/node.ts";
import { eventsDocument, results, socketClient, statusDocument, takeResults } from "../support/follow.ts";
import { type FollowWorld, openFollowWorld } from "./follow-world.ts";

let world: FollowWorld;
let token: string;
beforeAll(async () => {
  world = await openFollowWorld({ perCaller: 5, beatMs: 200 });
  token = await world.token();
});
afterAll(() => world?.close());

const active = { status: "ACTIVE", providerStatus: "OPEN" } as const;
const closed = { status: "CLOSED", providerStatus: "CLOSED" } as const;
const id = (of: string) => accountId({ provider: "p", id: of });

type Told = { accountStatusChanged: { cursor: string; newStatus: string; account: { id: string } } };

/** A socket without a library, that says what it is told to. */
async function bareSocket(protocol: string | string[] = "graphql-transport-ws") {
  const socket = new WebSocket(world.url.replace("http", "ws"), protocol);
  const messages: { type: string; id?: string; payload?: unknown }[] = [];
  socket.on("message", (data) => messages.push(JSON.parse(String(data))));
  const end = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once("close", (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const say = (message: object) => socket.send(JSON.stringify(message));
  const said = (type: string) => expect.poll(() => messages.find((message) => message.type === type)).toBeDefined();
  return { socket, messages, end, say, said };
}

test("a status change arrives with its account, and after a break what happened meanwhile, once", async () => {
  await world.tell("1", active);
  const client = socketClient(world.url, token);
  const [list] = await takeResults(results<{ eventCursor: string }>(client, "{ eventCursor }"), 1);
  const begin = { after: list?.data?.eventCursor, filter: { ids: [id("1")] } };
  const stream = results<Told>(client, statusDocument, begin);
  const first = takeResults(stream, 1);
  await world.tell("2", active);
  await world.tell("1", { label: "not a status" });
  await world.tell("1", { status: "SUSPENDED", providerStatus: "BLOCKED" });
  const [told] = await first;
  expect(told).toMatchObject({
    data: { accountStatusChanged: { cause: "READ", account: { id: id("1"), provider: { name: "p" } } } },
  });
  await stream.return?.(undefined);
  await world.tell("1", closed);
  await world.tell("2", closed);
  await world.tell("1", active);
  const after = told?.data?.accountStatusChanged.cursor;
  const again = results<Told>(client, statusDocument, { after, filter: { ids: [id("1")], newStatus: "CLOSED" } });
  const [missed] = await takeResults(again, 1);
  expect(missed?.data?.accountStatusChanged).toMatchObject({ newStatus: "CLOSED", previousStatus: "SUSPENDED" });
  await client.dispose();
});

test("a quiet follower's cursor is moved by bookmarks, and the first one says where it begins", async () => {
  const marks: string[] = [];
  const ping = (_: boolean, payload?: { bookmarks?: Record<string, string> }) =>
    marks.push(...Object.values(payload?.bookmarks ?? {}));
  const client = socketClient(world.url, token, { on: { ping } });
  const stream = results(client, eventsDocument, { filter: { ids: [id("never")] } });
  const waiting = stream.next();
  await expect.poll(() => marks.length).toBe(1);
  await world.tell("other", { label: "a" });
  await expect.poll(() => marks.length).toBe(2);
  await world.tell("never", { label: "now" });
  expect((await waiting).done).toBe(false);
  const later = results(client, eventsDocument, { after: marks[1] });
  expect((await takeResults(later, 1))[0]?.data).toMatchObject({ accountEvents: { account: { id: id("never") } } });
  await client.dispose();
});

test("whoever comes back too late is told so, with where the log begins", async () => {
  await world.tell("old", { label: "a" });
  const read = `{ accountEvents(last: 1) { edges { cursor } } }`;
  const client = socketClient(world.url, token);
  const [page] = await takeResults(results<{ accountEvents: { edges: { cursor: string }[] } }>(client, read), 1);
  const oldest = page?.data?.accountEvents.edges[0]?.cursor;
  await world.database.write.updateTable("event_log").set({ oldest: 3 }).execute();
  const failed = await takeResults(results(client, eventsDocument, { after: oldest }), 1).catch((error) => error);
  await world.database.write.updateTable("event_log").set({ oldest: 1 }).execute();
  expect(failed).toMatchObject([{ extensions: { code: "RESYNC_REQUIRED", retryable: false } }]);
  const from = failed[0].extensions.oldestCursor;
  expect((await takeResults(results(client, eventsDocument, { after: from }), 1)).length).toBe(1);
  await client.dispose();
});

describe("everything that holds over HTTP holds here", () => {
  test.each([
    ["a query", "{ eventCursor }", { data: { eventCursor: expect.any(String) } }],
    ["a failed field", `{ account(id: "x") { id } }`, { errors: [{ extensions: { code: "INVALID_ID" } }] }],
  ])("%s", async (_, query, answer) => {
    const client = socketClient(world.url, token);
    expect(await takeResults(results(client, query), 1)).toMatchObject([answer]);
    await client.dispose();
  });

  const deep = `subscription { accountEvents { account { ${"mainAccount { ".repeat(12)} id ${"}".repeat(12)} } } }`;
  test.each([
    [
      "validation, without a word of the schema",
      "subscription { accountEvent { cursor } }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["parsing", "subscription {", "GRAPHQL_PARSE_FAILED"],
    ["depth", deep, "GRAPHQL_VALIDATION_FAILED"],
    ["variables", "subscription ($f: AccountEventFilter!) { accountEvents(filter: $f) { cursor } }", "BAD_USER_INPUT"],
    [
      "a mistake in a filter",
      `subscription { accountEvents(filter: { providers: ["x"] }) { cursor } }`,
      "UNKNOWN_PROVIDER",
    ],
    [
      "two fields at once",
      "subscription { accountEvents { cursor } accountStatusChanged { cursor } }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
  ])("%s", async (_, query, code) => {
    const client = socketClient(world.url, token);
    const failed = await takeResults(results(client, query), 1).catch((error) => error);
    expect(failed).toMatchObject([{ extensions: { code } }]);
    expect(JSON.stringify(failed)).not.toContain("Did you mean");
    await client.dispose();
  });

  test("scopes", async () => {
    const client = socketClient(world.url, await world.token("nobody", []));
    const failed = await takeResults(results(client, eventsDocument), 1).catch((error) => error);
    expect(failed).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    await client.dispose();
  });
});

describe("a socket is closed", () => {
  test("with 4403 when its token is none", async () => {
    const { say, end } = await bareSocket();
    say({ type: "connection_init", payload: { authorization: "Bearer nonsense" } });
    expect(await end).toEqual({ code: 4403, reason: "The token is not valid here." });
  });

  test("with 4403 when its token expires", async () => {
    const { say, said, end } = await bareSocket();
    say({ type: "connection_init", payload: { authorization: `Bearer ${await world.token("brief", undefined, 60)}` } });
    await said("connection_ack");
    world.pass(70_000);
    expect(await end).toEqual({ code: 4403, reason: "The token has expired." });
  });

  test("with 4401 when it asks before it has signed in", async () => {
    const { say, end } = await bareSocket();
    say({ type: "subscribe", id: "1", payload: { query: "{ eventCursor }" } });
    expect((await end).code).toBe(4401);
  });

  test("with 4406 when it speaks another protocol", async () => {
    await expect(bareSocket([]).then(({ end }) => end)).resolves.toMatchObject({ code: 4406 });
  });

  test("with 4408 when it never signs in", async () => {
    expect((await (await bareSocket()).end).code).toBe(4408);
  });

  test("with 1009 when a message is too long", async () => {
    const { socket, end } = await bareSocket();
    socket.send("x".repeat(65 * 1024));
    expect((await end).code).toBe(1009);
  });

  test("with 1013 when its caller has too many", async () => {
    const payload = { authorization: `Bearer ${await world.token("greedy")}` };
    const sockets = await Promise.all(Array.from({ length: 5 }, () => bareSocket()));
    for (const { say, said } of sockets) {
      say({ type: "connection_init", payload });
      await said("connection_ack");
    }
    const { say, end } = await bareSocket();
    say({ type: "connection_init", payload });
    expect((await end).code).toBe(1013);
    for (const { socket } of sockets) socket.terminate();
  });

  test("when it does not answer any more", async () => {
    const { socket, say, said, end } = await bareSocket();
    say({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
    await said("connection_ack");
    socket.pong = () => {};
    (socket as unknown as { _autoPong: boolean })._autoPong = false;
    expect((await end).code).toBe(1006);
  });
});

test("one socket has so many operations at most, and the others go on", async () => {
  const { say, said, messages, socket } = await bareSocket();
  say({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
  await said("connection_ack");
  for (let index = 0; index <= 30; index++)
    say({ type: "subscribe", id: `${index}`, payload: { query: eventsDocument } });
  await said("error");
  expect(messages.find(({ type }) => type === "error")).toMatchObject({
    id: "30",
    payload: [{ extensions: { code: "TOO_MANY_STREAMS", retryable: true } }],
  });
  // Those that begin later than the refusal begin behind what was told before.
  let label = 0;
  const followers = async () => {
    await world.tell("many", { label: `${++label}` });
    return new Set(messages.filter(({ type }) => type === "next").map(({ id }) => id));
  };
  await expect.poll(followers).toEqual(new Set(Array.from({ length: 30 }, (_, index) => `${index}`)));
  socket.terminate();
});

test("elsewhere nothing is upgraded", async () => {
  const socket = new WebSocket(world.url.replace("http", "ws").replace("/graphql", "/elsewhere"));
  const failed = await new Promise<Error>((resolve) => socket.once("error", resolve));
  expect(failed.message).toContain("404");
});
