import { shifted } from "../domain/instant.ts";
import type { WebhookReader } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import { lastArrivalAt, lastFoundAt } from "../storage/webhook-list.ts";

/**
 * How far a change that somebody found and its webhook may be apart. Longer than five minutes: after those Integrated
 * Finance tries again when it could not deliver the first time (webhook retries guide).
 */
const graceMs = 10 * 60_000;

/**
 * Whether a provider tells every change of a status by webhook: that it could is not enough. One must have
 * come, and no change may have been found since, by asking, around which none came: then they are lost on their
 * way, until one comes again.
 */
export function createHeard(
  { read, now }: Pick<Database, "read" | "now">,
  readers: ReadonlyMap<string, WebhookReader>,
): (provider: string) => Promise<boolean> {
  return async (provider) => {
    if (!readers.get(provider)?.tellsEveryStatus) return false;
    const arrivedAt = await lastArrivalAt(read, provider);
    if (arrivedAt === null) return false;
    const foundAt = await lastFoundAt(read, provider, shifted(await now(), -graceMs));
    return foundAt === null || foundAt <= shifted(arrivedAt, graceMs);
  };
}
