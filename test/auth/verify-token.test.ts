import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createTokenVerifier, type TokenRules } from "../../src/auth/verify-token.ts";
import { errorTable, type GatewayError } from "../../src/domain/errors.ts";
import { sendJson, startTinyServer } from "../providers/kit/tiny-server.ts";

const now = Date.parse("2026-03-01T12:00:00.000Z") / 1000;
const secret = new TextEncoder().encode("a shared secret of 32 characters or more");
const issuer = "https://issuer.example";
const audience = "account-gateway";
const good = { iss: issuer, aud: audience, sub: "ann", exp: now + 60, scope: "accounts:read accounts:all" };

const verifier = (rules: Partial<TokenRules> = {}) =>
  createTokenVerifier({ key: { secret }, issuer, audience, ...rules }, () => now * 1000);

const signed = (claims: JWTPayload, alg = "HS256", key: Uint8Array | CryptoKey = secret) =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(key);

const without = (claim: keyof typeof good): JWTPayload => ({ ...good, [claim]: undefined });

async function unsigned(claims: JWTPayload): Promise<string> {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part(claims)}.`;
}

/** The code that the token is refused with; null when it is accepted. */
async function refusal(verify: ReturnType<typeof createTokenVerifier>, token: string): Promise<string | null> {
  return verify(`Bearer ${token}`).then(
    () => null,
    (error: GatewayError) => error.code,
  );
}

describe("a token", () => {
  test.each([
    ["good", () => signed(good), null],
    ["expired", () => signed({ ...good, exp: now - 6 }), "UNAUTHENTICATED"],
    ["expired within the clocks' tolerance", () => signed({ ...good, exp: now - 4 }), null],
    ["not valid yet", () => signed({ ...good, nbf: now + 6 }), "UNAUTHENTICATED"],
    ["not valid yet, within the tolerance", () => signed({ ...good, nbf: now + 4 }), null],
    ["without an end", () => signed(without("exp")), "UNAUTHENTICATED"],
    ["without a subject", () => signed(without("sub")), "UNAUTHENTICATED"],
    ["with an empty subject", () => signed({ ...good, sub: "" }), "UNAUTHENTICATED"],
    ["with a subject as long as they get", () => signed({ ...good, sub: "s".repeat(255) }), null],
    ["with a longer subject", () => signed({ ...good, sub: `${"s".repeat(254)}é` }), "UNAUTHENTICATED"],
    ["with a subject that no database takes", () => signed({ ...good, sub: "an\0n" }), "UNAUTHENTICATED"],
    ["with half a letter for a subject", () => signed({ ...good, sub: "\ud800" }), "UNAUTHENTICATED"],
    ["with a client that is too long", () => signed({ ...good, azp: "c".repeat(256) }), "UNAUTHENTICATED"],
    ["of another issuer", () => signed({ ...good, iss: "https://other.example" }), "UNAUTHENTICATED"],
    ["of no issuer", () => signed(without("iss")), "UNAUTHENTICATED"],
    ["for another audience", () => signed({ ...good, aud: "somebody else" }), "UNAUTHENTICATED"],
    ["for no audience", () => signed(without("aud")), "UNAUTHENTICATED"],
    ["for several audiences", () => signed({ ...good, aud: ["somebody else", audience] }), null],
    ["without a signature", () => unsigned(good), "UNAUTHENTICATED"],
    ["signed with another secret", () => signed(good, "HS256", secret.toReversed()), "UNAUTHENTICATED"],
    ["signed with another algorithm", () => signed(good, "HS512"), "UNAUTHENTICATED"],
  ])("%s", async (_, token, code) => {
    expect(await refusal(verifier(), await token())).toBe(code);
  });

  test.each([
    ["no header", async () => undefined, /Authorization: Bearer/],
    ["another scheme", async () => "Basic YTpi", /Authorization: Bearer/],
    ["an expired token", async () => `Bearer ${await signed({ ...good, exp: now - 6 })}`, /has expired/],
    ["a token without a subject", async () => `Bearer ${await signed(without("sub"))}`, /claim "sub" is missing/],
    [
      "a token for somebody without a name",
      async () => `Bearer ${await signed({ ...good, sub: "\t" })}`,
      /claim "sub"/,
    ],
    [
      "a token of another issuer",
      async () => `Bearer ${await signed(without("iss"))}`,
      /claim "iss" is missing or not/,
    ],
  ])("is asked for in words that help: %s", async (_, authorization, words) => {
    const error = { code: "UNAUTHENTICATED", message: expect.stringMatching(words) };
    await expect(verifier()(await authorization())).rejects.toMatchObject(error);
  });

  test("of any issuer and audience will do where none is configured", async () => {
    const verify = verifier({ issuer: null, audience: null });
    expect(await refusal(verify, await signed({ sub: "ann", exp: now + 60 }))).toBe(null);
  });

  test.each([
    ["words in one text", { scope: "accounts:read accounts:all" }, ["accounts:read", "accounts:all"]],
    ["a list called scp", { scp: ["accounts:read", "accounts:raw"] }, ["accounts:read", "accounts:raw"]],
    ["words unknown here, which count for nothing", { scope: "openid accounts:read accounts" }, ["accounts:read"]],
    ["none", {}, []],
  ])("tells its scopes: %s", async (_, claims, scopes) => {
    const token = await signed({ ...without("scope"), ...claims });
    expect([...(await verifier()(`Bearer ${token}`)).scopes]).toEqual(scopes);
  });

  test.each([
    ["azp", { azp: "app" }, "app"],
    ["client_id", { client_id: "app" }, "app"],
    ["neither", {}, null],
    ["client_id, where azp is empty", { azp: "", client_id: "app" }, "app"],
  ])("tells who is calling, its client by %s", async (_, claims, clientId) => {
    const token = await signed({ ...good, ...claims });
    expect(await verifier()(`bearer ${token}`)).toMatchObject({ subject: "ann", issuer, clientId });
  });
});

describe("a token that was accepted", () => {
  afterEach(() => void vi.restoreAllMocks());

  async function asked(claims: JWTPayload) {
    const checks = vi.spyOn(crypto.subtle, "verify");
    const token = await signed(claims);
    const clock = { seconds: now };
    const verify = createTokenVerifier({ key: { secret }, issuer, audience }, () => clock.seconds * 1000);
    const at = async (seconds: number) => {
      clock.seconds = now + seconds;
      return { refused: await refusal(verify, token), checks: checks.mock.calls.length };
    };
    return at;
  }

  test("is not checked again for half a minute", async () => {
    const at = await asked(good);
    expect(await at(0)).toEqual({ refused: null, checks: 1 });
    expect(await at(29.9)).toEqual({ refused: null, checks: 1 });
    expect(await at(30)).toEqual({ refused: null, checks: 2 });
  });

  test("is checked again when the clock was set back", async () => {
    const at = await asked(good);
    expect(await at(0)).toEqual({ refused: null, checks: 1 });
    expect(await at(-3_600)).toEqual({ refused: null, checks: 2 });
  });

  test("is refused from its end on, however lately it was checked", async () => {
    const at = await asked({ ...good, exp: now + 10 });
    expect(await at(14.9)).toEqual({ refused: null, checks: 1 });
    expect(await at(15)).toEqual({ refused: "UNAUTHENTICATED", checks: 2 });
  });
});

describe("published keys", () => {
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let published: Awaited<ReturnType<typeof startTinyServer>>;
  let answer: (response: Parameters<typeof sendJson>[0]) => void;
  beforeAll(async () => {
    keys = await generateKeyPair("RS256");
    published = await startTinyServer((_, response) => answer(response));
  });
  afterAll(() => published?.stop());

  const jwks = async () => ({ keys: [{ ...(await exportJWK(keys.publicKey)), alg: "RS256", use: "sig" }] });
  const verify = () => verifier({ key: { jwksUrl: `${published.url}/jwks` } });

  test.each([
    ["signed by the issuer", () => signed(good, "RS256", keys.privateKey), null],
    ["signed by another key", async () => signed(good, "RS256", (await generateKeyPair("RS256")).privateKey), "no"],
    ["signed with a shared secret", () => signed(good), "no"],
    ["signed with the public key as a secret", async () => signed(good, "HS256", await publicBytes()), "no"],
    ["expired", () => signed({ ...good, exp: now - 6 }, "RS256", keys.privateKey), "no"],
    ["without a signature", () => unsigned(good), "no"],
  ])("a token %s", async (_, token, refused) => {
    const body = await jwks();
    answer = (response) => sendJson(response, body);
    expect(await refusal(verify(), await token())).toBe(refused && "UNAUTHENTICATED");
  });

  async function publicBytes(): Promise<Uint8Array> {
    return new Uint8Array(await crypto.subtle.exportKey("spki", keys.publicKey));
  }

  test.each<[string, typeof answer]>([
    ["are an error", (response) => sendJson(response, {}, 500)],
    ["are not there", (response) => sendJson(response, {}, 404)],
    ["are not JSON", (response) => void response.end("<html>maintenance</html>")],
    ["are no keys", (response) => sendJson(response, { keys: "none" })],
    ["break off", (response) => void response.destroy()],
  ])("that %s are nobody's fault: try again later", async (_, broken) => {
    answer = broken;
    expect(await refusal(verify(), await signed(good, "RS256", keys.privateKey))).toBe("AUTH_UNAVAILABLE");
  });

  test("that nobody serves, neither", async () => {
    const gone = await startTinyServer(() => {});
    await gone.stop();
    const unreachable = verifier({ key: { jwksUrl: `${gone.url}/jwks` } });
    expect(await refusal(unreachable, await signed(good, "RS256", keys.privateKey))).toBe("AUTH_UNAVAILABLE");
    expect(errorTable.AUTH_UNAVAILABLE).toMatchObject({ http: 503, retryable: true });
  });
});
