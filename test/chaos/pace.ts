/**
 * How fast gateways give up in these runs: quickly, but in the proportions of the defaults. A change is given up well
 * before the settle time is over, and nothing is made so late that the settle time has passed.
 */
export const pace = {
  limits: {
    ...{ timeoutMs: 600, changeTimeoutMs: 800, deadlineMs: 1_200, ratePerSecond: 10_000 },
    ...{ concurrency: 64, breakerFailures: 20, breakerResetMs: 1_000 },
  },
  recovery: { settleSeconds: 4 },
} as const;

/** A change that is made so late is made when nobody waits for it any more, and before it is given up for not made. */
export const lateMs = 1_600;

/** How long a client asks again. */
export const patienceMs = 180_000;

/** So long after the end of all faults everything has to be finished, or shown to be in doubt. */
export const quietWithinMs = 120_000;
