import type { Instant } from "./account.ts";

/** So many milliseconds after an instant, or before it where they are negative. */
export function shifted(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}
