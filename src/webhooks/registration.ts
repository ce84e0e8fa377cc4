import { setTimeout as sleep } from "node:timers/promises";
import type { Provider } from "../providers/provider.ts";
import type { WebhookLog } from "./worker.ts";

const firstRetryMs = 1_000;
const lastRetryMs = 5 * 60_000;

/**
 * Has providers call this gateway, as far as they can be asked to: at `address`, where their configuration names no other.
 * Tries again, in the background, until each has agreed, or the signal is aborted.
 */
export async function registerWebhooks(
  providers: readonly Provider[],
  address: string | null,
  log: WebhookLog,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    providers.map(async (provider) => {
      for (let waitMs = firstRetryMs; !signal.aborted; waitMs = Math.min(2 * waitMs, lastRetryMs)) {
        try {
          await provider.registerWebhooks?.({ signal, priority: "background" }, address);
          return;
        } catch (error) {
          if (signal.aborted) return;
          const fields = { err: error, provider: provider.name, retryMs: waitMs };
          log.warn(fields, "webhooks could not be registered, trying again later");
          await sleep(waitMs, undefined, { signal, ref: false }).catch(() => {});
        }
      }
    }),
  );
}
