import type { Instant } from "../domain/account.ts";
import type { SweepProgress } from "../domain/sweep-progress.ts";

export interface ChangeDelayParts {
  /** From the end of a provider's complete sweep to its next one. */
  readonly intervalMs: (provider: string) => number;
  readonly progress: (provider: string) => Promise<SweepProgress>;
  /** Whether a provider tells every change of a status by webhook, and its webhooks come. */
  readonly tellsEveryStatus: (provider: string) => Promise<boolean>;
  /** Database time. */
  readonly now: () => Promise<Instant>;
}

/** From a webhook's arrival to the event, where everybody is well. */
const toldWithinSeconds = 5;

/**
 * How many seconds after a provider changed an account's status the gateway has seen it, at the latest, as things are:
 * where webhooks tell every change a few; elsewhere the time between two sweeps and as long as one takes, or longer while
 * none is complete. Null before the first.
 */
export function createChangeDelay(parts: ChangeDelayParts): (provider: string) => Promise<number | null> {
  return async (provider) => {
    if (await parts.tellsEveryStatus(provider)) return toldWithinSeconds;
    const { completedAt, completeAsOf } = await parts.progress(provider);
    if (completedAt === null || completeAsOf === null) return null;
    const plannedMs = parts.intervalMs(provider) + Date.parse(completedAt) - Date.parse(completeAsOf);
    const ageMs = Date.parse(await parts.now()) - Date.parse(completeAsOf);
    return Math.ceil(Math.max(plannedMs, ageMs) / 1000);
  };
}
