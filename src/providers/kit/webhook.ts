import { createHash, timingSafeEqual } from "node:crypto";
import type { z } from "zod";
import { GatewayError } from "../../domain/errors.ts";
import { parseJson } from "../../domain/json.ts";
import type { WebhookRequest } from "../provider.ts";

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function isSameText(one: string, other: string): boolean {
  const digest = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** Throws WEBHOOK_REFUSED unless the secret stands in the path or in that header. */
export function requireSecret(request: WebhookRequest, secret: string, header: string): void {
  const given = [request.pathSecret, request.header(header)].filter((text) => text !== null);
  if (!given.some((text) => isSameText(text, secret))) throw refused("The secret is missing or wrong.");
}

/** Not proved to be the provider's. */
export function refused(message: string): GatewayError {
  return new GatewayError("WEBHOOK_REFUSED", message);
}

/** Throws WEBHOOK_EXPIRED unless a moment is at most `oldestMs` ago and not more than five minutes ahead. */
export function requireFresh(at: number, now: number, oldestMs: number): void {
  if (at < now - oldestMs) throw new GatewayError("WEBHOOK_EXPIRED", "This was sent too long ago.");
  if (at > now + aheadMs) throw new GatewayError("WEBHOOK_EXPIRED", "This comes from the future.");
}

const aheadMs = 5 * 60_000;

/** The body in the shape that the schema reads. Throws BAD_REQUEST, which never quotes the body. */
export function readBody<Shape>(schema: z.ZodType<Shape>, { body }: WebhookRequest): Shape {
  try {
    const parsed = schema.safeParse(parseJson(new TextDecoder("utf-8", { fatal: true }).decode(body)));
    if (parsed.success) return parsed.data;
  } catch {
    // The parser's message quotes the text, which may hold personal data.
  }
  throw new GatewayError("BAD_REQUEST", "The body makes no sense.");
}

/** The key of a message without a number of its own. */
export function contentKey({ body }: WebhookRequest): string {
  return createHash("sha256").update(body).digest("hex");
}

/** A provider's word for what happened, as far as it is one. */
export function eventWord(text: string | null | undefined): string {
  return text && /^\w[\w .:-]{0,99}$/.test(text) ? text : "unknown";
}
