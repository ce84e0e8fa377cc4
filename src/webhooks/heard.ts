import type { WebhookReader } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import { hasDeliveries } from "../storage/webhook-list.ts";

/** Whether a provider tells every change of a status by webhook: that it could is not enough, one must have come. */
export function createHeard(
  { read }: Pick<Database, "read">,
  readers: ReadonlyMap<string, WebhookReader>,
): (provider: string) => Promise<boolean> {
  const heard = new Set<string>();
  return async (provider) => {
    if (!readers.get(provider)?.tellsEveryStatus) return false;
    if (!heard.has(provider) && (await hasDeliveries(read, provider))) heard.add(provider);
    return heard.has(provider);
  };
}
