import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { type PlaygroundSettings, registerPlayground } from "../../src/http/playground.ts";
import { createHttpServer } from "../../src/http/server.ts";

const none: PlaygroundSettings = { isSandbox: false, openId: null };

let server: FastifyInstance | undefined;
afterEach(() => server?.close());

/** A server with nothing but the page; `folder` as built, unless it is another one. */
async function serve(settings: PlaygroundSettings, folder?: string): Promise<FastifyInstance> {
  server = await createHttpServer(pino({ level: "silent" }), { answered: () => {} });
  const page = await registerPlayground(server, settings, folder);
  server.get("/graphql", (request, reply) => (page.isAskedFor(request) ? page.send(reply) : reply.send("the API")));
  return server;
}

const browser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

describe("the page", () => {
  test.each([
    ["a browser", browser.accept, true],
    ["a program that takes anything", "*/*", false],
    ["a program that takes JSON", "application/json", false],
    ["one that does not say", undefined, false],
  ])("is shown to %s: %s", async (_, accept, isShown) => {
    const answer = await (await serve(none)).inject({
      url: "/graphql",
      headers: accept === undefined ? {} : { accept },
    });
    expect(answer.body === "the API").toBe(!isShown);
  });

  test("may load nothing but this gateway's files, and talk to nobody but it and the issuer", async () => {
    const openId = { issuer: "https://login.example/realms/bank", clientId: "playground", scope: "openid" };
    const { headers } = await (await serve({ ...none, openId })).inject({ url: "/graphql", headers: browser });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' https://login.example;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("upgrade-insecure-requests");
    expect(headers).toMatchObject({ "cache-control": "no-cache", vary: "accept" });
  });

  test("says how to build it where it is not built", async () => {
    const empty = mkdtempSync(join(tmpdir(), "account-gateway-"));
    const answer = await (await serve(none, `${empty}/`)).inject({ url: "/graphql", headers: browser });
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([503, "text/html; charset=utf-8"]);
    expect(answer.body).toContain("npm run build");
    rmSync(empty, { recursive: true });
  });

  test("is told its settings, and no more", async () => {
    const openId = { issuer: "https://login.example", clientId: "playground", scope: "openid" };
    const settings = { isSandbox: true, openId };
    const answer = await (await serve(settings)).inject("/graphql/playground.json");
    expect(answer.json()).toEqual(settings);
    expect(answer.headers["cache-control"]).toBe("no-store");
  });
});
