import "reflect-metadata";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTokenVerifier } from "../../src/auth/verify-token.ts";
import { createLiveStreams, type LiveStream } from "../../src/http/live-streams.ts";
import { sendJson, startTinyServer, type TinyServer } from "../providers/kit/tiny-server.ts";
import { eventsDocument, results, socketClient } from "../support/follow.ts";
import { openFollowWorld } from "./follow-world.ts";

/** An issuer that signs with two keys, and may take one of them back. */
interface Issuer {
  readonly jwksUrl: string;
  /** How often it was asked for its keys. */
  asked(): number;
  token(key: "kept" | "taken", subject: string): Promise<string>;
  takeBack(): void;
  breakDown(): void;
}

let server: TinyServer;
let issuer: Issuer;
beforeEach(async () => {
  const keys = { kept: await generateKeyPair("ES256"), taken: await generateKeyPair("ES256") };
  const publicKey = async (kid: keyof typeof keys) => ({
    ...(await exportJWK(keys[kid].publicKey)),
    kid,
    alg: "ES256",
  });
  let published = [await publicKey("kept"), await publicKey("taken")];
  let isDown = false;
  server = await startTinyServer((_, response) => {
    if (isDown) response.destroy();
    else sendJson(response, { keys: published });
  });
  issuer = {
    jwksUrl: `${server.url}/jwks`,
    asked: () => server.seen.length,
    token: (kid, subject) =>
      new SignJWT({ scope: "accounts:read accounts:all" })
        .setProtectedHeader({ alg: "ES256", kid })
        .setSubject(subject)
        .setExpirationTime("1h")
        .sign(keys[kid].privateKey),
    takeBack() {
      published = published.filter(({ kid }) => kid !== "taken");
    },
    breakDown() {
      isDown = true;
    },
  };
});
afterEach(() => server.stop());

test("a token whose key is taken back ends its streams, over WebSocket and server-sent events, and no other's", async () => {
  const world = await openFollowWorld({ key: { jwksUrl: issuer.jwksUrl }, recheckMs: 50, beatMs: 200 });
  const taken = await issuer.token("taken", "one");
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  const marks = { taken: 0, kept: 0 };
  const follow = (name: keyof typeof marks, token: string) => {
    const ping = () => marks[name]++;
    const client = socketClient(world.url, token, {
      on: { ping, closed: (event: never) => name === "taken" && closed.resolve(event) },
    });
    return { client, next: results(client, eventsDocument).next() };
  };
  const refused = follow("taken", taken);
  const other = follow("kept", await issuer.token("kept", "other"));
  refused.next.catch(() => {});
  const events = await fetch(world.url, {
    method: "POST",
    headers: { authorization: `Bearer ${taken}`, "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ query: eventsDocument }),
  });
  await expect.poll(() => marks).toEqual({ taken: 1, kept: 1 });

  issuer.takeBack();
  expect(await closed.promise).toMatchObject({ code: 4403, reason: "The token is not valid here." });
  const text = await events.text();
  expect(text).toContain("UNAUTHENTICATED");
  expect(text).toContain("event: complete");
  await world.tell("1", { label: "a" });
  expect((await other.next).value).toMatchObject({ data: { accountEvents: { type: "ACCOUNT_APPEARED" } } });
  await other.client.dispose();
  await world.close();
});

describe("a thousand streams with ten tokens", () => {
  const minuteMs = 60_000;
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
  afterEach(() => void vi.useRealTimers());

  async function open() {
    const verify = createTokenVerifier({ key: { jwksUrl: issuer.jwksUrl }, issuer: null, audience: null }, Date.now);
    let verified = 0;
    const counting = async (authorization: string | undefined) => {
      verified++;
      return verify(authorization);
    };
    const verifyToken = Object.assign(counting, { refresh: verify.refresh });
    const streams = createLiveStreams({ verifyToken, now: Date.now, perCaller: 1_000 });
    const refusals: string[] = [];
    for (let count = 0; count < 10; count++) {
      const authorization = `Bearer ${await issuer.token(count < 5 ? "taken" : "kept", `${count}`)}`;
      const principal = await verify(authorization);
      const quiet = { transport: "sse", beat() {}, leave() {} } as const;
      const one: LiveStream = { principal, authorization, ...quiet, refuse: () => refusals.push(principal.subject) };
      for (let copy = 0; copy < 100; copy++) streams.add({ ...one });
    }
    return { streams, refusals, verified: () => verified };
  }

  test("cost ten checks and one question to the issuer each minute", async () => {
    const { streams, refusals, verified } = await open();
    const before = issuer.asked();
    issuer.takeBack();
    vi.advanceTimersByTime(minuteMs);
    await expect.poll(() => refusals.length).toBe(500);
    expect(new Set(refusals)).toEqual(new Set(["0", "1", "2", "3", "4"]));
    expect(verified()).toBe(10);
    expect(issuer.asked() - before).toBe(1);
    streams.close();
  });

  test("go on while the issuer does not answer, and are not even checked", async () => {
    const { streams, refusals, verified } = await open();
    const before = issuer.asked();
    issuer.breakDown();
    for (const minute of [1, 2]) {
      vi.advanceTimersByTime(minuteMs);
      await expect.poll(() => issuer.asked() - before).toBe(minute);
    }
    expect(verified()).toBe(0);
    expect(refusals).toEqual([]);
    streams.close();
  });
});
