import { afterEach, beforeEach, expect, it } from "vitest";
import { createJsonClient, type JsonClient } from "../../../src/providers/kit/json-client.ts";
import { createRestClient } from "../../../src/providers/kit/rest-client.ts";
import { call, openPool, sendJson, startTinyServer, type TinyServer, tinyContext } from "./tiny-server.ts";

/** Answers with the path as it sees it, the way servers read paths: escapes and dots resolved. */
let server: TinyServer;
let client: JsonClient;
beforeEach(async () => {
  server = await startTinyServer(({ url }, response) => {
    const { pathname } = new URL(url, "http://any.invalid");
    sendJson(response, { path: pathname }, pathname.endsWith("unknown") ? 404 : 200);
  });
  const rest = createRestClient({ provider: "demo", baseUrl: server.url, openPool });
  client = createJsonClient(rest, tinyContext());
});
afterEach(async () => {
  await client.close();
  await server.stop();
});

it("finds what has an id below a path; undefined for HTTP 404", async () => {
  expect(await client.find(call(), "/accounts", "7")).toEqual({ path: "/accounts/7" });
  expect(await client.find(call(), "/accounts", "unknown")).toBeUndefined();
});

it.each(["a/b", "../users", "?x=y", "#", "%2F", "é\u0000"])("keeps the id %j within one segment", async (id) => {
  const path = `/accounts/${encodeURIComponent(id)}`;
  expect(await client.find(call(), "/accounts", id)).toEqual({ path });
});

it.each(["", ".", "..", "\ud800"])("does not ask for the id %j, which no path can name", async (id) => {
  expect(await client.find(call(), "/accounts", id)).toBeUndefined();
  expect(server.seen).toEqual([]);
});
