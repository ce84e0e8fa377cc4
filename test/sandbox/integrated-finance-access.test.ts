import { SignJWT, UnsecuredJWT } from "jose";
import { afterEach, describe, expect, test } from "vitest";
import { makePrivateKey } from "../../src/sandbox/integrated-finance/index.ts";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { accountOf, type Claims, type Clock, openIntegratedFinance, tokenForm } from "./integrated-finance-api.ts";
import { sendTo } from "./kit-http.ts";

const start = Date.parse("2026-03-01T08:00:00Z");
const clock: Clock = { now: start };
let world: Awaited<ReturnType<typeof openIntegratedFinance>> | undefined;
afterEach(async () => {
  await world?.simulator.stop();
  clock.now = start;
});

async function open(settings: SimulatorSettings = {}) {
  world = await openIntegratedFinance(clock, settings);
  return world;
}

describe("tokens", () => {
  test("a signed assertion buys a bearer token for 300 seconds", async () => {
    const { token, config, control } = await open();
    const { access_token, ...rest } = (await token()).json();
    expect(rest).toEqual({ expires_in: 300, token_type: "Bearer" });
    const [, request] = (await control("GET", "/__ledger?accounts=0")).json().requests; // The first is that of `open`.
    expect(request).toMatchObject({ method: "POST", status: 200, committed: true });
    const send = sendTo(config.baseUrl, { authorization: `Bearer ${access_token}` });
    clock.now += 299_999;
    expect((await send("GET", "/accounts")).status).toBe(200);
    clock.now += 1;
    const refused = await send("GET", "/accounts");
    expect(refused.status).toBe(401);
    expect(refused.json().error).toMatchObject({ category: "functional", origin: "customer", code: "unauthorized" });
  });

  test("it can be revoked before its time", async () => {
    const { send, admin, token } = await open();
    expect((await send("GET", "/accounts")).status).toBe(200);
    await admin({ action: "revokeTokens" });
    expect((await send("GET", "/accounts")).status).toBe(401);
    expect((await token()).status).toBe(200);
  });

  test("its life is a setting", async () => {
    const { token } = await open({ tokenLifeSeconds: 7 });
    expect((await token()).json().expires_in).toBe(7);
  });

  test.each<[string, Partial<Claims>]>([
    ["another issuer", { iss: "svc-other" }],
    ["another subject", { sub: "svc-other" }],
    ["the token endpoint as audience", { aud: "http://127.0.0.1/auth/realms/ifp/protocol/openid-connect/token" }],
    ["no id", { jti: undefined }],
    ["the past", { iat: start / 1000 - 120, exp: start / 1000 - 60 }],
  ])("an assertion with %s is refused", async (_, claims) => {
    const { token } = await open();
    const answer = await token(claims);
    expect([answer.status, answer.json().error]).toEqual([401, "invalid_client"]);
  });

  test("an assertion works once", async () => {
    const { token } = await open();
    expect((await token({ jti: "one" })).status).toBe(200);
    expect((await token({ jti: "one" })).status).toBe(401);
    expect((await token({ jti: "two" })).status).toBe(200);
  });

  test("other keys, other algorithms and other forms are refused", async () => {
    const { token, config } = await open();
    expect((await token({}, makePrivateKey())).status).toBe(401);
    const iat = start / 1000;
    const claims = { iss: "svc-demo", sub: "svc-demo", aud: config.issuer, jti: "j", iat, exp: iat + 60 };
    const post = (form: URLSearchParams) => sendTo(config.issuer)("POST", "/protocol/openid-connect/token", form);
    expect((await post(tokenForm(new UnsecuredJWT(claims).encode()))).status).toBe(401);
    const shared = await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(new Uint8Array(32));
    expect((await post(tokenForm(shared))).status).toBe(401);
    expect((await post(tokenForm("", { grant_type: "password" }))).json()).toEqual({ error: "unsupported_grant_type" });
    expect((await post(tokenForm("", { client_assertion_type: "secret" }))).status).toBe(401);
  });
});

describe("the instance", () => {
  test("every path needs a token, also unknown ones", async () => {
    const { config } = await open();
    const send = sendTo(config.baseUrl);
    expect((await send("GET", `/accounts/${accountOf(1)}`)).status).toBe(401);
    expect((await send("POST", "/accounts", {})).status).toBe(401);
    expect((await send("GET", "/nothing")).status).toBe(401);
  });

  test("other instances and versions are not here", async () => {
    const { simulator, token } = await open();
    const authorization = `Bearer ${(await token()).json().access_token}`;
    for (const path of ["/v1/other/accounts", "/v2/demo/accounts", "/accounts"]) {
      expect((await sendTo(simulator.url, { authorization })("GET", path)).status).toBe(404);
    }
  });
});

describe("errors", () => {
  test("have the form of a connection's error", async () => {
    const { send } = await open();
    expect((await send("GET", `/accounts/${accountOf(999)}`)).json()).toEqual({
      error: {
        category: "functional",
        origin: "customer",
        code: "not_found",
        message: "unknown account",
        attributes: {},
      },
    });
    const malformed = await send("POST", "/accounts", "{");
    expect([malformed.status, malformed.json().error.code]).toEqual([400, "bad_request"]);
  });

  test("or two others, by setting", async () => {
    expect(await (await open({ errorShape: "errors" })).get(`/accounts/${accountOf(999)}`)).toMatchObject({
      errors: [{ code: "not_found" }],
    });
    await world?.simulator.stop();
    expect(await (await open({ errorShape: "message" })).get(`/accounts/${accountOf(999)}`)).toEqual({
      message: "unknown account",
    });
  });

  test("a body lacks none of the four containers", async () => {
    const { send } = await open();
    for (const missing of ["workflow", "data", "connect", "metadata"]) {
      const { [missing]: _, ...body } = { workflow: {}, data: {}, connect: {}, metadata: {} } as Record<string, object>;
      const answer = await send("POST", "/accounts", body);
      expect([answer.status, answer.json().error.attributes]).toEqual([400, { [missing]: "must be an object" }]);
    }
  });
});
