import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { GatewayError } from "../../src/domain/errors.ts";
import { integratedFinance } from "../../src/providers/integrated-finance/index.ts";
import type { WebhookReader } from "../../src/providers/provider.ts";
import { revsto } from "../../src/providers/revsto/index.ts";
import { makePrivateKey } from "../../src/sandbox/integrated-finance/index.ts";
import { createInbox } from "../../src/webhooks/inbox.ts";
import { type SampleWebhook, webhookRequest } from "../providers/conformance/webhooks.ts";
import { type HookedDirectory, openHookedDirectory } from "./fixture.ts";

let place: HookedDirectory;
afterEach(() => place.close());

const keyOf = (seed: string) =>
  createPrivateKey({
    key: Buffer.concat([
      Buffer.from("302e020100300506032b657004220420", "hex"),
      createHash("sha256").update(seed).digest(),
    ]),
    format: "der",
    type: "pkcs8",
  });
const [ours, stranger] = [keyOf("the provider's"), keyOf("a stranger's")];
const secret = "a-secret-of-the-address";

function readerOfIf(): WebhookReader {
  const publicKey = createPublicKey(ours).export({ type: "spki", format: "der" }).toString("base64");
  const urls = { baseUrl: "http://127.0.0.1:1", issuer: "http://127.0.0.1:1" };
  const webhookKeys = [{ version: "1", publicKey }];
  const config = { ...urls, clientId: "svc", privateKey: makePrivateKey(), webhookKeys };
  return integratedFinance.webhooks?.(integratedFinance.configSchema.parse(config)) as WebhookReader;
}

function readerOfRevsto(): WebhookReader {
  const urls = { baseUrl: "http://127.0.0.1:1", tokenUrl: "http://127.0.0.1:1" };
  const account = { username: "u", password: "p", clientId: "c", clientSecret: "s" };
  const config = { ...urls, ...account, webhookSecret: secret };
  return revsto.webhooks?.(revsto.configSchema.parse(config)) as WebhookReader;
}

/** As Integrated Finance signs it, with whatever key. */
function signed(body: string, at: Date, key = ours, event = "event-1"): SampleWebhook {
  const digest = createHash("sha512").update(body).digest("base64");
  const time = at.toISOString();
  const text = [digest, event, time, "request-1", time, "1"].join("|");
  const headers = {
    "x-webhook-content-digest": digest,
    "x-webhook-event-id": event,
    "x-webhook-event-timestamp": time,
    "x-webhook-request-id": "request-1",
    "x-webhook-request-timestamp": time,
    "x-webhook-key-version": "1",
    "x-webhook-signature": sign(null, Buffer.from(text), key).toString("base64"),
  };
  return { body, headers, pathSecret: null };
}

type Spoil = (genuine: SampleWebhook) => SampleWebhook;

/** The text with one bit of one of its bytes turned; what is then no text of UTF-8 reads as some other. */
function flipped(text: string, place: number): string {
  const bytes = Buffer.from(text);
  const bit = place % (bytes.length * 8);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return bytes.toString("latin1");
}

const place32 = fc.nat(1_000_000);
const headerName = fc.constantFrom(...Object.keys(signed("", new Date(0)).headers));

/** Every way to spoil a signed webhook. */
const spoilSigned: fc.Arbitrary<Spoil> = fc.oneof(
  place32.map(
    (at): Spoil =>
      (hook) => ({ ...hook, body: flipped(hook.body, at) }),
  ),
  place32.map(
    (at): Spoil =>
      (hook) => ({ ...hook, body: hook.body.slice(0, at % hook.body.length) }),
  ),
  fc.tuple(headerName, place32).map(
    ([name, at]): Spoil =>
      (hook) => ({ ...hook, headers: { ...hook.headers, [name]: flipped(hook.headers[name] ?? "", at) } }),
  ),
  fc.tuple(headerName, place32).map(
    ([name, at]): Spoil =>
      (hook) => {
        const whole = hook.headers[name] ?? "";
        return { ...hook, headers: { ...hook.headers, [name]: whole.slice(0, at % whole.length) } };
      },
  ),
  headerName.map(
    (name): Spoil =>
      ({ headers: { [name]: _, ...headers }, ...hook }) => ({ ...hook, headers }),
  ),
  fc.string().map(
    (body): Spoil =>
      () =>
        signed(body, new Date(), stranger),
  ),
  fc.integer({ min: 7_201, max: 10_000_000 }).map(
    (seconds): Spoil =>
      ({ body }) =>
        signed(body, new Date(Date.now() - seconds * 1000)),
  ),
  fc.integer({ min: 301, max: 10_000_000 }).map(
    (seconds): Spoil =>
      ({ body }) =>
        signed(body, new Date(Date.now() + seconds * 1000)),
  ),
);

/** Every way to come without the secret. */
const withoutSecret: fc.Arbitrary<Spoil> = fc.oneof(
  place32.map(
    (at): Spoil =>
      (hook) => ({ ...hook, pathSecret: flipped(secret, at) }),
  ),
  place32.map(
    (at): Spoil =>
      (hook) => ({ ...hook, pathSecret: secret.slice(0, at % secret.length) }),
  ),
  fc.string().map(
    (text): Spoil =>
      (hook) => ({ ...hook, pathSecret: null, headers: { "x-webhook-secret": text } }),
  ),
  fc.constant<Spoil>((hook) => ({ ...hook, pathSecret: null })),
);

const body = JSON.stringify({
  webhook: { module: "accounts", type: "account-closed" },
  data: { account: { id: "a0000000-0000-4000-8000-000000000001", status: "closed" } },
});

test("10,000 forged, stale, truncated or bit-flipped webhooks have no effect, and none crashes anything", async () => {
  place = await openHookedDirectory({ runs: true });
  const arrivals: string[] = [];
  const inbox = createInbox({
    database: place.database,
    readers: new Map([
      ["if", readerOfIf()],
      ["revsto", readerOfRevsto()],
    ]),
    now: Date.now,
    uuid: () => "never",
    wake: () => {},
    arrived: (_, arrival) => arrivals.push(arrival),
  });
  const refusals = ["WEBHOOK_REFUSED", "WEBHOOK_EXPIRED"];
  const attack = async (provider: string, sample: SampleWebhook) => {
    const error = await inbox.receive(provider, webhookRequest(sample)).catch((thrown: unknown) => thrown);
    if (!(error instanceof GatewayError) || !refusals.includes(error.code)) throw new Error(`taken in: ${error}`);
  };
  const genuine = signed(body, new Date());
  for (const spoil of fc.sample(spoilSigned, { seed: 1, numRuns: 8_000 })) await attack("if", spoil(genuine));
  const known = { body: '{"event":"account.status.blocked","accountId":7}', headers: {}, pathSecret: secret };
  for (const spoil of fc.sample(withoutSecret, { seed: 2, numRuns: 2_000 })) await attack("revsto", spoil(known));
  expect(arrivals).toEqual(Array.from({ length: 10_000 }, () => "refused"));
  expect(await place.deliveries()).toEqual([]);
});

test("a genuine webhook that is replayed is counted, and looked after once", async () => {
  place = await openHookedDirectory({ runs: true });
  const readers = new Map([["p", readerOfIf()]]);
  const inbox = createInbox({
    ...{ database: place.database, readers, wake: () => {}, arrived: () => {} },
    now: Date.now,
    uuid: () => crypto.randomUUID(),
  });
  const id = "a0000000-0000-4000-8000-000000000001";
  place.truth.set(id, "ACTIVE");
  const genuine = webhookRequest(signed(body, new Date()));
  await inbox.receive("p", genuine);
  await place.drain();
  for (let time = 0; time < 500; time++) await inbox.receive("p", genuine);
  await place.drain();
  expect(place.asked).toEqual([id]);
  expect(await place.deliveries()).toMatchObject([{ arrivals: 501, attempts: 1, state: "DONE" }]);
});
