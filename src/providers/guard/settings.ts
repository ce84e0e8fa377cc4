import { z } from "zod";

const milliseconds = (byDefault: number) => z.int().min(1).max(600_000).default(byDefault);

/**
 * The `limits` part of a provider's configuration. No provider documents its limits, so these are ours to choose:
 * generous enough for a page of accounts per request, tight enough that a broken provider holds nobody up for long.
 */
export const guardSettingsSchema = z
  .strictObject({
    /** How long one attempt may take, from its first byte to the last of the answer. */
    timeoutMs: milliseconds(5_000),
    /** The same for a request that changes something; it is never repeated. */
    changeTimeoutMs: milliseconds(15_000),
    /** How long a read may take in all, with waiting and repeated attempts. */
    deadlineMs: milliseconds(10_000),
    /** How often a failed read is repeated. */
    retries: z.int().min(0).max(2).default(2),
    /** The first pause before a repetition, about; later ones are longer, all with jitter. */
    retryDelayMs: milliseconds(100),
    /** Attempts under way at once. */
    concurrency: z.int().min(1).max(1_000).default(32),
    /** Attempts begun per second. */
    ratePerSecond: z.int().min(1).max(100_000).default(100),
    /** Attempts that may wait for their turn; further ones fail at once. */
    queueLimit: z.int().min(0).max(100_000).default(1_000),
    /** The longest that a provider's Retry-After holds off other calls. */
    holdOffMs: milliseconds(60_000),
    /** Failures in a row after which calls are stopped. */
    breakerFailures: z.int().min(1).max(1_000).default(5),
    /** How long they are stopped before one call may try again. */
    breakerResetMs: milliseconds(5_000),
  })
  // A call cut off by the deadline says nothing of the provider: only attempts that had their full time count against it.
  .refine(({ timeoutMs, deadlineMs }) => timeoutMs < deadlineMs, {
    path: ["timeoutMs"],
    error: "must be less than deadlineMs",
  });

export type GuardSettings = z.infer<typeof guardSettingsSchema>;
