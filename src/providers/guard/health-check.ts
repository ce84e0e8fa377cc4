import type { GuardedProvider } from "../provider.ts";
import { withDeadline } from "./deadline.ts";
import type { HealthRecord } from "./health.ts";

/** `GuardedProvider.checkHealth`. */
export function createHealthCheck(
  health: HealthRecord,
  now: () => number,
  ping: (signal: AbortSignal) => Promise<void>,
): GuardedProvider["checkHealth"] {
  // Nobody's own signal: the ping belongs to all who ask, and the guard's deadline ends it.
  const { signal } = new AbortController();
  let startedAt = 0;
  let underWay: Promise<void> | null = null;

  return async ({ maxAgeMs, waitMs }) => {
    const lastAskedAt = Math.max(health.lastSettledAt(), startedAt);
    if (underWay === null && now() - lastAskedAt >= maxAgeMs) {
      startedAt = now();
      underWay = ping(signal)
        .catch(() => undefined) // the health record has it
        .finally(() => {
          underWay = null;
        });
    }
    const flight = underWay;
    if (flight !== null && health.read().state !== "DOWN") {
      await withDeadline(signal, waitMs, () => flight).catch(() => undefined);
    }
    return health.read();
  };
}
