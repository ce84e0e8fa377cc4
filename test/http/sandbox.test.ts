import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { ProvidersDocument } from "../../src/client/index.ts";
import { readConfig } from "../../src/config.ts";
import { sendJson, startTinyServer } from "../providers/kit/tiny-server.ts";
import { createTestDatabase } from "../support/database.ts";
import { startGateway } from "../support/gateway.ts";

const day = 24 * 60 * 60 * 1000;

describe("the sandbox's tokens", () => {
  test("are signed when they are asked for, not once at the start", async () => {
    let now = Date.now();
    await using stack = new AsyncDisposableStack();
    const gateway = await startGateway({ now: () => now });
    stack.defer(() => gateway.close());
    now += 31 * day;
    await expect(gateway.client().request(ProvidersDocument)).rejects.toMatchObject({ response: { status: 401 } });
    const answer = await fetch(new URL("/sandbox/tokens", gateway.origin));
    const { backoffice } = (await answer.json()) as { backoffice: string };
    expect((await gateway.client(backoffice).request(ProvidersDocument)).providers).toHaveLength(4);
  });

  test("are such as the configured secret, issuer and audience ask for", async () => {
    await using stack = new AsyncDisposableStack();
    const secret = "the configured secret, which is long enough";
    const gateway = await startGateway({
      env: { AUTH_SECRET: secret, AUTH_ISSUER: "https://issuer.example", AUTH_AUDIENCE: "us" },
    });
    stack.defer(() => gateway.close());
    expect((await gateway.client().request(ProvidersDocument)).providers).toHaveLength(4);
    const foreign = await new SignJWT({ scope: "accounts:read" })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject("ann")
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode(secret));
    await expect(gateway.client(foreign).request(ProvidersDocument)).rejects.toMatchObject({
      response: { status: 401 },
    });
  });

  test("are not there when an issuer's published keys check them", async () => {
    await using stack = new AsyncDisposableStack();
    const { publicKey, privateKey } = await generateKeyPair("RS256");
    const jwk = await exportJWK(publicKey);
    const issuer = await startTinyServer((_, response) => sendJson(response, { keys: [{ ...jwk, alg: "RS256" }] }));
    stack.defer(issuer.stop);
    const database = await createTestDatabase();
    stack.defer(database.drop);
    const folder = mkdtempSync(join(tmpdir(), "account-gateway-"));
    stack.defer(() => rmSync(folder, { recursive: true }));
    const config = readConfig({
      PORT: "0",
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      AUTH_JWKS_URL: `${issuer.url}/jwks`,
    });
    const app = await createApp(config, { logTo: new Writable({ write: (_chunk, _encoding, done) => done() }) });
    stack.defer(app.close);
    const url = await app.start();

    expect((await fetch(new URL("/sandbox/tokens", url))).status).toBe(404);
    expect((await fetch(new URL("/sandbox", url))).status).toBe(200);
    const token = await new SignJWT({ scope: "accounts:read accounts:all" })
      .setProtectedHeader({ alg: "RS256" })
      .setSubject("ann")
      .setExpirationTime("1h")
      .sign(privateKey);
    const asked = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: "{ providers { name } }" }),
    });
    expect(asked.status).toBe(200);
  });
});
