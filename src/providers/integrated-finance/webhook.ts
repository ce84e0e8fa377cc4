import { createHash, verify } from "node:crypto";
import { z } from "zod";
import { isAddressable } from "../../domain/account-ref.ts";
import { eventWord, isSameText, readBody, refused, requireFresh } from "../kit/webhook.ts";
import { instant, optionalText } from "../kit/wire.ts";
import type { WebhookReader, WebhookRequest } from "../provider.ts";
import type { Config } from "./config.ts";

/** All that is read of a body: the account itself is asked for again. */
const wireWebhook = z.object({
  webhook: z.object({ type: optionalText }),
  data: z.object({ account: z.object({ id: optionalText }).optional().catch(undefined) }).catch({}),
});

/**
 * Webhooks signed with Ed25519 (webhook authentication guide): over the digest of the body, the numbers and times of event
 * and request, and the key's version. The event's number stays the same over all attempts, the request's does not.
 */
export function createWebhookReader({ webhookKeys, webhookToleranceSeconds }: Config): WebhookReader | null {
  if (webhookKeys.length === 0) return null;

  function requireSignature(request: WebhookRequest): { readonly eventId: string; readonly times: readonly string[] } {
    const header = (name: string) => request.header(`x-webhook-${name}`) ?? "";
    const digest = createHash("sha512").update(request.body).digest("base64");
    if (!isSameText(header("content-digest"), digest)) throw refused("The digest is not that of the body.");
    const version = header("key-version");
    const keys = webhookKeys.filter((key) => key.version === version);
    if (keys.length === 0) throw refused("There is no key of this version.");
    const [eventId, eventTime] = [header("event-id"), header("event-timestamp")];
    const [requestId, requestTime] = [header("request-id"), header("request-timestamp")];
    const signed = Buffer.from([digest, eventId, eventTime, requestId, requestTime, version].join("|"));
    const signature = Buffer.from(header("signature"), "base64");
    const isAsWritten = signature.toString("base64") === header("signature");
    // While keys change, two may have one version.
    if (!isAsWritten || !keys.some(({ publicKey }) => verify(null, signed, publicKey, signature))) {
      throw refused("The signature is not the provider's.");
    }
    return { eventId, times: [eventTime, requestTime] };
  }

  return {
    tellsEveryStatus: true,
    // The twelve types about accounts (webhook catalogue); other modules of the platform have theirs.
    subjectOf: (type) => (/^(account|connection)-/.test(type) ? "ACCOUNT" : null),
    read(request, now) {
      const { eventId, times } = requireSignature(request);
      const [eventTime, requestTime] = times.map((time) => instant.safeParse(time).data ?? null);
      if (!/^[!-~]{1,255}$/.test(eventId)) throw refused("The event's number is missing.");
      if (requestTime == null) throw refused("The request's time is missing.");
      requireFresh(Date.parse(requestTime), now, webhookToleranceSeconds * 1000);
      const { webhook, data } = readBody(wireWebhook, request);
      const id = data.account?.id ?? null;
      return {
        key: eventId,
        isNumbered: true,
        type: eventWord(webhook.type),
        accountIds: id !== null && isAddressable(id) ? [id] : [],
        owners: [],
        providerTime: eventTime ?? null,
        movesBalances: false,
      };
    },
  };
}
