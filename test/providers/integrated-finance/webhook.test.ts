import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { expect, test } from "vitest";
import { configSchema } from "../../../src/providers/integrated-finance/config.ts";
import { createWebhookReader } from "../../../src/providers/integrated-finance/webhook.ts";
import { makePrivateKey } from "../../../src/sandbox/integrated-finance/index.ts";
import { webhookRequest } from "../conformance/webhooks.ts";

const privateKey = makePrivateKey();

function reader(webhookKeys: readonly object[], more: object = {}) {
  const urls = { baseUrl: "http://127.0.0.1:1/v1/demo", issuer: "http://127.0.0.1:1/realms/ifp" };
  const made = createWebhookReader(configSchema.parse({ ...urls, clientId: "svc", privateKey, webhookKeys, ...more }));
  if (made === null) throw new Error("webhooks are switched off");
  return made;
}

// Made with the key whose seed is the bytes 00 01 02 … 1f, so that everybody can make it again.
const example = {
  body: '{"webhook":{"module":"accounts","type":"account-activated"},"data":{},"connect":{},"metadata":{}}',
  headers: {
    "x-webhook-signature": "JHRKyGrEw55upYAtbQwdRn/Yu+9/AAjNl/p31H+eb+xmd9DtwZdHqFan1EFf9gzgg5xydsVYLczVDAdqpaEMBg==",
    "x-webhook-content-digest":
      "x9mcEVeLp+uBaYvMdJWlu6WIjsn9yT1D7gxAb5HtrsM8uRmllL+Z5btUY9FKAjhLMxLge8OMtlR7sq9sKj+wDg==",
    "x-webhook-event-id": "7b0f6f0e-0000-4000-8000-000000000001",
    "x-webhook-event-timestamp": "2025-11-17T10:15:30Z",
    "x-webhook-request-id": "7b0f6f0e-0000-4000-8000-0000000000a1",
    "x-webhook-request-timestamp": "2025-11-17T10:15:31Z",
    "x-webhook-key-version": "1",
  },
  pathSecret: null,
};
const exampleKey = { version: "1", publicKey: "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=" };
const soon = Date.parse("2025-11-17T10:16:00Z");

test("the worked example is the provider's, and says when it happened", () => {
  expect(reader([exampleKey]).read(webhookRequest(example), soon)).toEqual({
    key: "7b0f6f0e-0000-4000-8000-000000000001",
    isNumbered: true,
    type: "account-activated",
    accountIds: [],
    owners: [],
    providerTime: "2025-11-17T10:15:30.000Z",
    movesBalances: false,
  });
});

test("a request of two hours ago is taken, an older one is not, nor one of the future", () => {
  const { read } = reader([exampleKey]);
  const at = (minutes: number) => () =>
    read(webhookRequest(example), Date.parse("2025-11-17T10:15:31Z") + minutes * 60_000);
  expect(at(120)).not.toThrow();
  expect(at(121)).toThrow(expect.objectContaining({ code: "WEBHOOK_EXPIRED" }));
  expect(at(-5)).not.toThrow();
  expect(at(-6)).toThrow(expect.objectContaining({ code: "WEBHOOK_EXPIRED" }));
});

test("while keys change, both are good, also under one version; afterwards the old one is not", () => {
  const key = createPrivateKey({
    key: Buffer.concat([
      Buffer.from("302e020100300506032b657004220420", "hex"),
      createHash("sha256").update("two").digest(),
    ]),
    format: "der",
    type: "pkcs8",
  });
  const publicKey = createPublicKey(key).export({ type: "spki", format: "pem" }).toString();
  const { headers } = example;
  const rest = ["event-id", "event-timestamp", "request-id", "request-timestamp"] as const;
  const signed = (version: string) => {
    const text = [headers["x-webhook-content-digest"], ...rest.map((name) => headers[`x-webhook-${name}`]), version];
    const signature = sign(null, Buffer.from(text.join("|")), key).toString("base64");
    return { ...example, headers: { ...headers, "x-webhook-key-version": version, "x-webhook-signature": signature } };
  };
  const both = reader([exampleKey, { version: "2", publicKey }, { version: "1", publicKey }]);
  for (const sample of [example, signed("2"), signed("1")]) {
    expect(() => both.read(webhookRequest(sample), soon)).not.toThrow();
  }
  const afterwards = reader([{ version: "2", publicKey }]);
  expect(() => afterwards.read(webhookRequest(signed("2")), soon)).not.toThrow();
  for (const sample of [example, signed("1"), signed("3")]) {
    expect(() => afterwards.read(webhookRequest(sample), soon)).toThrow(
      expect.objectContaining({ code: "WEBHOOK_REFUSED" }),
    );
  }
});

test("a key of another kind is no key", () => {
  const rsa = createPublicKey(privateKey).export({ type: "spki", format: "pem" });
  for (const publicKey of [rsa, "", "not a key", "MCowBQYDK2VwAyEA"]) {
    expect(() => reader([{ version: "1", publicKey }])).toThrow("Ed25519");
  }
});
