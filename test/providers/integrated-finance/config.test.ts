import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { configSchema } from "../../../src/providers/integrated-finance/config.ts";

const pem = ({ privateKey }: { privateKey: KeyObject }) =>
  privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const rsa = (modulusLength: number) => pem(generateKeyPairSync("rsa", { modulusLength }));
const entry = {
  baseUrl: "https://api.example/v1/demo",
  issuer: "https://account.example/auth/realms/ifp",
  clientId: "svc-demo",
};

describe("the Integrated Finance configuration", () => {
  it("needs only addresses, client id and key", () => {
    const config = configSchema.parse({ ...entry, privateKey: rsa(2048) });
    expect(config.privateKey.asymmetricKeyType).toBe("rsa");
    expect(config).toMatchObject({ pageSize: 100, assertionLifeSeconds: 60, tokenLifeSeconds: 300 });
  });

  it.each([
    "a s3cret that is no key at all, but must not be shown to anybody",
    pem(generateKeyPairSync("ed25519")),
    rsa(1024),
  ])("refuses a private key that cannot sign RS256, without repeating it", (privateKey) => {
    const { error } = configSchema.safeParse({ ...entry, privateKey });
    expect(error?.issues).toMatchObject([
      { path: ["privateKey"], message: "must be an RSA private key of at least 2048 bits in PEM form" },
    ]);
    expect(JSON.stringify(error)).not.toContain(privateKey.slice(30, 60));
  });
});
