import type { RequestOptions, Send } from "./transport.ts";

/**
 * Asks again, the very same, as often as `retries` says while everything that went wrong may pass. A change is safe to
 * repeat, because its idempotency key goes with it.
 */
export function retrying(send: Send): Send {
  return async (document, variables, options = {}) => {
    const { retries = 0, signal } = options;
    for (let asked = 0; ; asked++) {
      const answer = await send(document, variables, options);
      if (answer.ok || asked >= retries || answer.errors.some(({ retryable }) => !retryable)) return answer;
      const told = answer.errors.map(({ retryAfterMs = 0 }) => retryAfterMs);
      await pause(Math.max(backoff(asked), ...told), signal);
      if (signal?.aborted) return answer;
    }
  };
}

/**
 * Half a second, then twice as long each time, at most 10 s; scattered, so that clients that failed
 * together do not return together.
 */
export function backoff(asked: number): number {
  return Math.min(500 * 2 ** asked, 10_000) * (0.5 + Math.random() / 2);
}

/** Ends early when the signal is aborted. */
export function pause(ms: number, signal: RequestOptions["signal"]): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
}
