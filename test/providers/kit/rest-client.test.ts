import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { Pool } from "undici";
import { afterEach, expect, it, vi } from "vitest";
import { createRestClient, type RestClient } from "../../../src/providers/kit/rest-client.ts";
import { call, openPool, sendJson, startTinyServer, type TinyServer } from "./tiny-server.ts";

const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((part) => part.close()));
});

type Reply = Parameters<typeof startTinyServer>[0];
async function serve(reply: Reply, prefix = ""): Promise<{ client: RestClient; server: TinyServer }> {
  const server = await startTinyServer(reply);
  const client = createRestClient({ provider: "demo", baseUrl: `${server.url}${prefix}`, openPool });
  opened.push({ close: server.stop }, client);
  return { client, server };
}

it("sends method, path below the base, query, headers and body", async () => {
  const { client, server } = await serve((_request, response) => sendJson(response, {}), "/v1/acme/");
  await client.send(call(), {
    method: "POST",
    path: "/accounts",
    query: { name: "Zoë & Co", page: 0, left: undefined },
    headers: { "x-key": "k" },
    body: "{}",
  });
  expect(server.seen).toMatchObject([
    {
      method: "POST",
      url: "/v1/acme/accounts?name=Zo%C3%AB+%26+Co&page=0",
      headers: { "x-key": "k", accept: "application/json" },
      body: "{}",
    },
  ]);
});

it("answers any status with headers and text", async () => {
  const { client } = await serve((_request, response) => {
    response.writeHead(503, { "Retry-After": "7" }).write("č");
    response.end("as");
  });
  const answer = await client.send(call(), { method: "GET", path: "/" });
  expect(answer).toMatchObject({ status: 503, text: "čas" });
  expect([answer.header("retry-after"), answer.header("x-other")]).toEqual(["7", null]);
});

it('asks for the base URL just as it is written with path ""', async () => {
  const { client, server } = await serve((_request, response) => sendJson(response, {}), "/token/?tenant=a%20b");
  await client.send(call(), { method: "POST", path: "", body: "" });
  expect(server.seen[0]?.url).toBe("/token/?tenant=a%20b");
});

it.each([
  ["gzip", gzipSync],
  ["GZIP", gzipSync],
  ["x-gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  ["identity", Buffer.from],
])("reads an answer in content encoding %s, which nobody asked for", async (encoding, encode) => {
  const { client, server } = await serve((_request, response) => {
    response.writeHead(404, { "content-encoding": encoding }).end(encode(Buffer.from("čas")));
  });
  expect(await client.send(call(), { method: "GET", path: "/" })).toMatchObject({ status: 404, text: "čas" });
  expect(server.seen[0]?.headers).not.toHaveProperty("accept-encoding");
});

it("refuses a compressed answer that is broken or grows over 16 MiB", async () => {
  const broken = gzipSync("čas").subarray(0, 12);
  for (const body of [Buffer.from("<html>"), broken, gzipSync(Buffer.alloc(17 * 1024 * 1024, " "))]) {
    const { client } = await serve((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(body);
    });
    // The size, not the answer: a failing test must not print 17 MiB.
    const sizeOrError = await client.send(call(), { method: "GET", path: "/" }).then(
      ({ text }) => text.length,
      (error: unknown) => error,
    );
    const details = { provider: "demo", httpStatus: 200 };
    expect(sizeOrError).toMatchObject({ code: "PROVIDER_MALFORMED_ANSWER", details });
  }
});

it("tells a provider that refuses the connection as PROVIDER_UNREACHABLE", async () => {
  const { client, server } = await serve(() => {});
  await server.stop();
  await expect(client.send(call(), { method: "GET", path: "/" })).rejects.toMatchObject({
    code: "PROVIDER_UNREACHABLE",
    details: { provider: "demo" },
  });
});

it("tells a name that does not exist as PROVIDER_UNREACHABLE", async () => {
  const client = createRestClient({ provider: "demo", baseUrl: "http://nowhere.invalid", openPool });
  opened.push(client);
  await expect(client.send(call(), { method: "GET", path: "/" })).rejects.toMatchObject({
    code: "PROVIDER_UNREACHABLE",
  });
});

it("tells a connection that breaks before or within the answer as PROVIDER_CONNECTION_LOST", async () => {
  const { client } = await serve((request, response) => {
    if (request.url === "/within") response.writeHead(200, { "content-length": "100" }).write("{");
    setImmediate(() => response.destroy());
  });
  for (const path of ["/before", "/within"])
    await expect(client.send(call(), { method: "GET", path })).rejects.toMatchObject({
      code: "PROVIDER_CONNECTION_LOST",
    });
});

it("tells bytes that are not HTTP as PROVIDER_MALFORMED_ANSWER", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end("220 mail.example ESMTP\r\n"));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as { port: number };
  const client = createRestClient({ provider: "demo", baseUrl: `http://127.0.0.1:${port}`, openPool });
  opened.push(client, { close: async () => server.close() });
  await expect(client.send(call(), { method: "GET", path: "/" })).rejects.toMatchObject({
    code: "PROVIDER_MALFORMED_ANSWER",
  });
});

it("refuses an answer over 16 MiB", async () => {
  const { client } = await serve((_request, response) => {
    response.on("error", () => {});
    response.end(Buffer.alloc(17 * 1024 * 1024, " "));
  });
  const sizeOrError = await client.send(call(), { method: "GET", path: "/" }).then(
    ({ text }) => text.length,
    (error: unknown) => error,
  );
  expect(sizeOrError).toMatchObject({ code: "PROVIDER_MALFORMED_ANSWER", details: { httpStatus: 200 } });
});

it("gives up with the signal: PROVIDER_TIMEOUT at a deadline, CANCELLED when the caller left", async () => {
  const { client, server } = await serve(() => {});
  const get = (signal: AbortSignal) => client.send(call(signal), { method: "GET", path: "/" });
  const deadline = new AbortController();
  const late = get(deadline.signal);
  await expect.poll(() => server.seen).toHaveLength(1);
  deadline.abort(new DOMException("too late", "TimeoutError"));
  await expect(late).rejects.toMatchObject({ code: "PROVIDER_TIMEOUT" });
  await expect(get(AbortSignal.abort())).rejects.toMatchObject({ code: "CANCELLED" });
  expect(server.seen).toHaveLength(1);

  const caller = new AbortController();
  const answer = get(caller.signal);
  caller.abort();
  await expect(answer).rejects.toMatchObject({ code: "CANCELLED" });
});

it("gives up at once while waiting for a free connection", async () => {
  const { client } = await serve(() => {});
  const busy = new AbortController();
  const hanging = Array.from({ length: 4 }, () => client.send(call(busy.signal), { method: "GET", path: "/" }));
  const waiting = client.send(call(AbortSignal.timeout(20)), { method: "GET", path: "/" });
  await expect(waiting).rejects.toMatchObject({ code: "PROVIDER_TIMEOUT" });
  busy.abort();
  await Promise.allSettled(hanging);
});

it("fails what is in flight when it is closed", async () => {
  const { client } = await serve(() => {});
  const answer = client.send(call(), { method: "GET", path: "/" });
  await Promise.all([expect(answer).rejects.toMatchObject({ code: "CANCELLED" }), client.close()]);
});

/** A server that drops a kept connection just when the next request comes, as one does whose patience has ended. */
async function serveImpatiently() {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}).on("close", () => sockets.delete(socket)));
    let requests = 0;
    socket.on("data", (bytes) => {
      requests += 1;
      if (requests > 1) return void socket.destroy();
      received.push(bytes.toString());
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const client = createRestClient({
    provider: "demo",
    baseUrl: `http://127.0.0.1:${port}`,
    openPool: (origin) => new Pool(origin, { connections: 1 }),
  });
  opened.push(client, { close: async () => server.close() });
  return { client, received, sockets };
}

it("sends over a connection of its own what must not meet one that the server has given up", async () => {
  const { client, received } = await serveImpatiently();
  await client.send(call(), { method: "GET", path: "/" });
  await expect(client.send(call(), { method: "POST", path: "/kept", body: "{}" })).rejects.toMatchObject({
    code: "PROVIDER_CONNECTION_LOST",
  });
  await client.send(call(), { method: "GET", path: "/" });
  for (const path of ["/first", "/second"])
    expect(await client.send(call(), { method: "POST", path, body: "{}", fresh: true })).toMatchObject({ status: 200 });
  expect(received.map((request) => request.split(" ")[1])).toEqual(["/", "/", "/first", "/second"]);
  expect(received[2]).toMatch(/\r\nconnection: close\r\n/i);
});

it("closes such a connection when its answer is there, also when there is none", async () => {
  const { client, sockets } = await serveImpatiently();
  await client.send(call(), { method: "POST", path: "/", fresh: true });
  await vi.waitFor(() => expect(sockets.size).toBe(0));

  const { client: waiting, server } = await serve(() => {});
  await expect(
    waiting.send(call(AbortSignal.timeout(50)), { method: "POST", path: "/", fresh: true }),
  ).rejects.toMatchObject({ code: "PROVIDER_TIMEOUT" });
  const answer = waiting.send(call(), { method: "POST", path: "/second", fresh: true });
  await vi.waitFor(() => expect(server.seen.at(-1)?.url).toBe("/second"));
  await Promise.all([expect(answer).rejects.toMatchObject({ code: "CANCELLED" }), waiting.close()]);
});

it("tells such a connection that cannot be opened as PROVIDER_UNREACHABLE: nothing was received", async () => {
  const { client, server } = await serve(() => {});
  await server.stop();
  await expect(client.send(call(), { method: "POST", path: "/", fresh: true })).rejects.toMatchObject({
    code: "PROVIDER_UNREACHABLE",
  });
});
