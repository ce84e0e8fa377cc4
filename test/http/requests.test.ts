import { get } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

const query = JSON.stringify({ query: "{ providers { name } }" });

async function post(body: string, headers: Record<string, string> = {}): Promise<{ status: number; code: unknown }> {
  const answer = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${gateway.tokens.backoffice}`, ...headers },
    body,
  });
  const { errors } = (await answer.json()) as { errors?: { extensions: { code: unknown } }[] };
  return { status: answer.status, code: errors?.[0]?.extensions.code };
}

describe("requests that make no sense are answered with a status and a code", () => {
  test("none of it for a proper one", async () => {
    expect(await post(query)).toEqual({ status: 200, code: undefined });
  });

  test.each([
    ["malformed JSON", '{"query":', {}, 400, "BAD_REQUEST"],
    ["an empty body", "", {}, 400, "BAD_REQUEST"],
    ["no query", "{}", {}, 400, "BAD_REQUEST"],
    ["a batch", `[${query},${query}]`, {}, 400, "BAD_REQUEST"],
    [
      "an unknown operation",
      JSON.stringify({ query: "query A { providers { name } }", operationName: "B" }),
      {},
      400,
      "BAD_USER_INPUT",
    ],
    [
      "the hash of a document",
      JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } }),
      {},
      200,
      "PERSISTED_QUERY_NOT_SUPPORTED",
    ],
    ["text", query, { "content-type": "text/plain" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["a form", "query=1", { "content-type": "application/x-www-form-urlencoded" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["an oversized body", JSON.stringify({ query: `# ${"x".repeat(200_000)}` }), {}, 413, "PAYLOAD_TOO_LARGE"],
  ])("%s", async (_, body, headers, status, code) => {
    expect(await post(body, headers)).toEqual({ status, code });
  });

  test("prototype pollution is refused", async () => {
    expect(await post('{"query":"{ providers { name } }","__proto__":{"admin":true}}')).toEqual({
      status: 400,
      code: "BAD_REQUEST",
    });
  });

  test("another method is told which one to use", async () => {
    const answer = await fetch(gateway.url);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("other addresses are 404 with the same shape of error", async () => {
    const answer = await fetch(new URL("/nothing", gateway.origin));
    expect([answer.status, await answer.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: "NOT_FOUND" } }] },
    ]);
  });
});

describe("what is not even a request", () => {
  /** The first line and the error's code of what the server says to these bytes. */
  async function say(bytes: string): Promise<{ status: string | undefined; code: unknown }> {
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    socket.end(bytes);
    const answer = await text(socket);
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    return { status: head.split("\r\n")[0], code: JSON.parse(body).errors[0].extensions.code };
  }

  test("is refused in the same shape", async () => {
    expect(await say("rubbish\r\n\r\n")).toEqual({ status: "HTTP/1.1 400 Bad Request", code: "BAD_REQUEST" });
    const headers = `x: ${"x".repeat(100_000)}`;
    expect(await say(`GET /graphql HTTP/1.1\r\n${headers}\r\n\r\n`)).toEqual({
      status: "HTTP/1.1 431 Request Header Fields Too Large",
      code: "PAYLOAD_TOO_LARGE",
    });
  });
});

describe("the sandbox's own pages", () => {
  test.each(["/sandbox", "/sandbox/tokens"])("%s are for loopback names only", async (path) => {
    const { port } = new URL(gateway.url);
    const ask = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        get({ host: "127.0.0.1", port, path, headers: { host } }, ({ statusCode }) => resolve(statusCode)).on(
          "error",
          reject,
        );
      });
    expect(await ask(`localhost:${port}`)).toBe(200);
    expect(await ask("evil.example")).toBe(404);
  });
});

describe("closing", () => {
  test("does not wait for clients that never finish their request", async () => {
    const other = await startGateway();
    const { hostname, port } = new URL(other.url);
    const slow = connect(Number(port), hostname);
    slow.on("error", () => {});
    slow.write("POST /graphql HTTP/1.1\r\ncontent-length: 100\r\n");
    await new Promise((resolve) => slow.once("connect", resolve));
    const gone = new Promise((resolve) => slow.once("close", resolve));
    await other.close();
    await gone;
  });
});

describe("probes", () => {
  test("live and ready", async () => {
    for (const probe of ["live", "ready"]) {
      const answer = await fetch(new URL(`/health/${probe}`, gateway.origin));
      expect([answer.status, await answer.json()]).toEqual([200, { status: probe }]);
    }
  });

  test("metrics count requests by route and status, never by an address that somebody made up", async () => {
    await post(query);
    await fetch(new URL("/made-up", gateway.origin));
    const text = await (await fetch(new URL("/metrics", gateway.origin))).text();
    const count = (labels: string) => `gateway_http_request_duration_seconds_count{${labels}} `;
    expect(text).toContain(count('method="POST",route="/graphql",status="200"'));
    expect(text).toContain(count('method="GET",route="none",status="404"'));
    expect(text).not.toContain("made-up");
  });

  test("metrics count the calls to each provider and tell nothing personal", async () => {
    const text = await (await fetch(new URL("/metrics", gateway.origin))).text();
    for (const name of ["inventi", "if", "paynetics", "revsto"]) expect(text).toContain(`provider="${name}"`);
    const { accounts } = await gateway.simulator("inventi").ledger();
    for (const { iban, accountHolderName } of accounts) {
      expect(text).not.toContain(iban);
      expect(text).not.toContain(accountHolderName);
    }
  });
});
