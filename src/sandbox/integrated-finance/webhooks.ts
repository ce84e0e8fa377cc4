import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import type { SimulatorWebhooks } from "../kit/webhooks.ts";
import type { IfAccount } from "./account.ts";
import { settingsOf } from "./settings.ts";
import { messagesOf } from "./webhook-messages.ts";

/** The note that holds where webhooks go; there is one address for all types. */
export const webhookUrl = "webhook url";
/** The note that holds which key signs. */
export const webhookKeyVersion = "webhook key version";
/** There are two keys, so that the change from one to the other can be tried. */
export const webhookKeyVersions = ["1", "2"] as const;

const retriesAfterMinutes = [5, 15, 30, 60];

/** Signed messages, to the address that the platform's staff have set. */
export function createWebhooks(privateKey: string): SimulatorWebhooks<IfAccount> {
  const keys = new Map(webhookKeyVersions.map((version) => [version as string, signingKey(privateKey, version)]));
  return {
    messages: messagesOf,
    upcoming: ({ upcoming, ...account }) =>
      upcoming && { at: upcoming.at, after: { ...account, ...upcoming.change, upcoming: null } },
    addresses: (books) => [books.note(webhookUrl) ?? []].flat() as string[],
    request(books, { id, at, data }) {
      const body = JSON.stringify(data);
      const version = String(books.note(webhookKeyVersion) ?? webhookKeyVersions[0]);
      const digest = createHash("sha512").update(body).digest("base64");
      const [eventTime, requestId, requestTime] = [isoTime(at), books.uuid(), isoTime(books.now())];
      const signed = [digest, id, eventTime, requestId, requestTime, version].join("|");
      return {
        body,
        headers: {
          "content-type": "application/json",
          "x-webhook-signature": sign(null, Buffer.from(signed), keys.get(version) as KeyObject).toString("base64"),
          "x-webhook-content-digest": digest,
          "x-webhook-event-id": id,
          "x-webhook-event-timestamp": eventTime,
          "x-webhook-request-id": requestId,
          "x-webhook-request-timestamp": requestTime,
          "x-webhook-key-version": version,
        },
      };
    },
    retriesAfterMs: (books) =>
      retriesAfterMinutes.map((minutes) => (minutes * 60_000) / settingsOf(books).webhookHurry),
  };
}

/** What a customer verifies signatures with. */
export function webhookKeys(privateKey: string): readonly { readonly version: string; readonly publicKey: string }[] {
  return webhookKeyVersions.map((version) => {
    const publicKey = createPublicKey(signingKey(privateKey, version));
    return { version, publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64") };
  });
}

/** An Ed25519 key of this world's own, so that nobody else can sign for it. */
function signingKey(privateKey: string, version: string): KeyObject {
  const seed = createHash("sha256").update(`webhook key ${version} of ${privateKey}`).digest();
  // PKCS #8 of an Ed25519 key is this head and the 32 bytes (RFC 8410).
  const head = Buffer.from("302e020100300506032b657004220420", "hex");
  return createPrivateKey({ key: Buffer.concat([head, seed]), format: "der", type: "pkcs8" });
}

function isoTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");
}
