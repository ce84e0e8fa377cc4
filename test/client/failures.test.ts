import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { createGatewayClient, type GatewayClientOptions } from "../../src/client/index.ts";
import { type Seen, sendJson, startTinyServer, type TinyServer } from "../providers/kit/tiny-server.ts";

let server: TinyServer;
afterEach(() => server?.stop());

/** A client of something that answers like that, wherever a gateway should be. */
async function clientOf(
  reply: (request: Seen, response: ServerResponse) => void,
  options: Partial<GatewayClientOptions> = {},
) {
  server = await startTinyServer(reply);
  return createGatewayClient({ url: server.url, token: "the token", ...options });
}

const html =
  (status: number, headers: Record<string, string> = {}) =>
  (_: Seen, response: ServerResponse) => {
    response.writeHead(status, { "content-type": "text/html", ...headers });
    response.end("<html>Secret pages of a proxy</html>");
  };

test.each([
  [
    "503 of a proxy",
    html(503, { "retry-after": "7" }),
    { code: "HTTP_ERROR", retryable: true, httpStatus: 503, retryAfterMs: 7000 },
  ],
  ["404 of a web server", html(404), { code: "HTTP_ERROR", retryable: false, httpStatus: 404 }],
  ["a page with 200", html(200), { code: "MALFORMED_ANSWER", retryable: false }],
  [
    "JSON that is no answer",
    (_: Seen, response: ServerResponse) => sendJson(response, [1]),
    { code: "MALFORMED_ANSWER" },
  ],
  ["an empty answer", (_: Seen, response: ServerResponse) => sendJson(response, {}), { code: "MALFORMED_ANSWER" }],
  [
    "half an answer",
    (_: Seen, response: ServerResponse) => sendJson(response, '{"data":'),
    { code: "MALFORMED_ANSWER" },
  ],
  [
    "an error of a newer gateway",
    (_: Seen, response: ServerResponse) =>
      sendJson(response, {
        data: null,
        errors: [{ message: "Too new.", extensions: { code: "NOVEL", retryable: true } }],
      }),
    { code: "UNKNOWN_ERROR", unknownCode: "NOVEL", retryable: true, message: "Too new.", path: null },
  ],
])("%s", async (_, reply, error) => {
  const gateway = await clientOf(reply);
  const result = await gateway.eventCursor();
  expect(result).toMatchObject({ ok: false, data: null, errors: [error] });
  expect(JSON.stringify(result)).not.toContain("Secret");
  expect(JSON.stringify(result)).not.toContain("the token");
});

test("a connection that breaks, before and in the middle of an answer", async () => {
  const broken = { ok: false, errors: [{ code: "NETWORK_ERROR", retryable: true, cause: expect.any(TypeError) }] };
  const before = await clientOf((_, response) => response.destroy());
  expect(await before.eventCursor()).toMatchObject(broken);
  await server.stop();
  expect(await before.eventCursor()).toMatchObject(broken);
  const within = await clientOf((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"data":', () => response.destroy());
  });
  expect(await within.eventCursor()).toMatchObject(broken);
});

test("no answer in time, by the client's limit and by the caller's signal", async () => {
  const gateway = await clientOf(() => {}, { timeoutMs: 20 });
  const late = { ok: false, errors: [{ code: "TIMEOUT", retryable: true }] };
  expect(await gateway.eventCursor()).toMatchObject(late);
  const patient = createGatewayClient({ url: server.url, timeoutMs: null });
  expect(await patient.eventCursor({}, { signal: AbortSignal.timeout(20) })).toMatchObject(late);
});

test("the caller's signal ends a request that has begun, and one that has not", async () => {
  const controller = new AbortController();
  const gateway = await clientOf(() => controller.abort(new Error("the page was closed")));
  const aborted = { ok: false, errors: [{ code: "ABORTED", retryable: false }] };
  expect(await gateway.eventCursor({}, { signal: controller.signal })).toMatchObject(aborted);
  expect(await gateway.eventCursor({}, { signal: controller.signal })).toMatchObject(aborted);
  expect(server.seen).toHaveLength(1);
});

test("a token that cannot be had, or that never comes", async () => {
  const cause = new Error("the session is over");
  const signedOut = await clientOf(html(200), { token: () => Promise.reject(cause) });
  expect(await signedOut.eventCursor()).toMatchObject({
    errors: [{ code: "TOKEN_UNAVAILABLE", retryable: false, cause }],
  });
  const waiting = createGatewayClient({ url: server.url, timeoutMs: 20, token: () => new Promise<string>(() => {}) });
  expect(await waiting.eventCursor()).toMatchObject({ errors: [{ code: "TIMEOUT" }] });
  expect(server.seen).toHaveLength(0);
});

test("what cannot be written as a request is not sent", async () => {
  const gateway = await clientOf(html(200), { token: "two\nlines" });
  expect(await gateway.eventCursor()).toMatchObject({ errors: [{ code: "INVALID_REQUEST", retryable: false }] });
  expect(inspect(await gateway.eventCursor(), { depth: 9 })).not.toContain("two");
  expect(server.seen).toHaveLength(0);
  expect(() => createGatewayClient({ url: "nowhere" })).toThrow(TypeError);
});

test("sends the token, the headers and the operation's name, once", async () => {
  const reply = (_: Seen, response: ServerResponse) => sendJson(response, { data: { eventCursor: "x" } });
  const gateway = await clientOf(reply, { headers: { "x-tenant": "north" } });
  expect(await gateway.eventCursor()).toEqual({ ok: true, data: { eventCursor: "x" }, errors: [] });
  expect(server.seen).toMatchObject([
    { method: "POST", headers: { authorization: "Bearer the token", "x-tenant": "north" } },
  ]);
  expect(JSON.parse(server.seen[0]?.body ?? "")).toMatchObject({ operationName: "EventCursor" });
});
