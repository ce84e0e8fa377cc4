import { generateKeyPairSync } from "node:crypto";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { expect, it } from "vitest";
import { signClientAssertion } from "../../../src/providers/integrated-finance/client-assertion.ts";

it("a client assertion says who we are, to whom, once and briefly", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const issuer = "https://account.example/auth/realms/ifp";
  const client = { clientId: "svc-demo", issuer, privateKey, assertionLifeSeconds: 60 };
  const assertion = await signClientAssertion(client, 1_760_000_000_999, "2f1f1a5e-7a51-4b0e-9a6c-0c6d8a4c1f01");
  const { payload } = await jwtVerify(assertion, publicKey, { currentDate: new Date(1_760_000_001_000) });
  expect(decodeProtectedHeader(assertion)).toEqual({ alg: "RS256", typ: "JWT" });
  expect(payload).toEqual({
    jti: "2f1f1a5e-7a51-4b0e-9a6c-0c6d8a4c1f01",
    iss: "svc-demo",
    sub: "svc-demo",
    aud: issuer,
    iat: 1_760_000_000,
    exp: 1_760_000_060,
  });
});
