import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOAuthClient } from "../../../src/providers/kit/oauth-client.ts";
import type { RestClient } from "../../../src/providers/kit/rest-client.ts";
import { call, sendJson, startTinyServer, type TinyServer, tinyContext } from "./tiny-server.ts";

/** An API and its token endpoint: issues token-1, token-2 …, and takes the newest `accepted` ones. */
let server: TinyServer;
let client: RestClient;
let time = 0;
let issued = 0;
let tokenAnswer: () => { status?: number; body: unknown };
let isAccepted: (token: string) => boolean;
let held: (() => void)[] | null;

beforeEach(async () => {
  time = Date.UTC(2025, 5, 1);
  issued = 0;
  held = null;
  tokenAnswer = () => ({ body: { access_token: `token-${issued}`, expires_in: 300 } });
  isAccepted = () => true;
  server = await startTinyServer((request, response) => {
    if (request.url !== "/token") {
      const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
      return sendJson(response, { token }, isAccepted(token) ? 200 : 401);
    }
    issued += 1;
    const { status, body } = tokenAnswer();
    const send = () => sendJson(response, body, status);
    if (held === null) send();
    else held.push(send);
  });
  client = createOAuthClient(
    {
      baseUrl: server.url,
      tokenUrl: `${server.url}/token`,
      tokenForm: () => ({ grant_type: "client_credentials", client_secret: "a&b" }),
      tokenLifeSeconds: 60,
    },
    { ...tinyContext(), now: () => time },
  );
});
afterEach(async () => {
  await client.close();
  await server.stop();
});

async function get(signal?: AbortSignal): Promise<string> {
  const { status, text } = await client.send(call(signal), { method: "GET", path: "/accounts" });
  return `${status} ${text}`;
}
const ok = (token: string) => `200 {"token":"${token}"}`;
const pass = (seconds: number) => {
  time += seconds * 1000;
};

describe("a bearer token", () => {
  it("is asked for with a form", async () => {
    await get();
    expect(server.seen[0]).toMatchObject({
      method: "POST",
      url: "/token",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "grant_type=client_credentials&client_secret=a%26b",
    });
  });

  it("is fetched once for callers that come together, and kept", async () => {
    expect(await Promise.all(Array.from({ length: 20 }, () => get()))).toEqual(Array(20).fill(ok("token-1")));
    expect(await get()).toBe(ok("token-1"));
    expect(issued).toBe(1);
  });

  it("is renewed 30 seconds before it ends", async () => {
    await get();
    pass(269);
    expect(await get()).toBe(ok("token-1"));
    pass(1);
    expect(await get()).toBe(ok("token-2"));
  });

  it("of a short life is renewed when a tenth of it is left", async () => {
    tokenAnswer = () => ({ body: { access_token: `token-${issued}`, expires_in: "100" } });
    await get();
    pass(89);
    expect(await get()).toBe(ok("token-1"));
    pass(1);
    expect(await get()).toBe(ok("token-2"));
  });

  it("of an untold life lives as long as configured", async () => {
    tokenAnswer = () => ({ body: { access_token: `token-${issued}` } });
    await get();
    pass(53);
    expect(await get()).toBe(ok("token-1"));
    pass(1);
    expect(await get()).toBe(ok("token-2"));
  });

  it("that the provider no longer accepts is renewed once, for all callers together", async () => {
    await get();
    isAccepted = (token) => token !== "token-1";
    expect(await Promise.all([get(), get(), get()])).toEqual(Array(3).fill(ok("token-2")));
    expect(issued).toBe(2);
  });

  it("is not renewed a second time for one call", async () => {
    isAccepted = () => false;
    expect(await get()).toBe('401 {"token":"token-2"}');
    expect(issued).toBe(2);
  });

  it("is waited for by the others when the caller who asked for it gives up", async () => {
    held = [];
    const first = new AbortController();
    const impatient = get(first.signal);
    const patient = get();
    await expect.poll(() => issued).toBe(1);
    first.abort();
    await expect(impatient).rejects.toMatchObject({ code: "CANCELLED" });
    for (const release of held) release();
    expect(await patient).toBe(ok("token-1"));
    expect(issued).toBe(1);
  });

  it.each([
    [400, { error: "invalid_grant" }, "PROVIDER_AUTH_FAILED"],
    [401, { error: "invalid_client" }, "PROVIDER_AUTH_FAILED"],
    [404, "", "PROVIDER_AUTH_FAILED"],
    [429, "", "PROVIDER_RATE_LIMITED"],
    [503, "", "PROVIDER_ERROR"],
    [200, "<html>", "PROVIDER_MALFORMED_ANSWER"],
    [200, { access_token: "" }, "PROVIDER_MALFORMED_ANSWER"],
  ])("answer of HTTP %i %j fails with its code, and the next call asks again", async (status, body, code) => {
    tokenAnswer = () => ({ status, body });
    await expect(Promise.all([get(), get()])).rejects.toMatchObject({ code });
    tokenAnswer = () => ({ body: { access_token: "good", expires_in: 300 } });
    expect(await get()).toBe(ok("good"));
    expect(issued).toBe(2);
  });
});
