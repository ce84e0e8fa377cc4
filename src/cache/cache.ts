import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from "cockatiel";
import type { CacheMetrics } from "./metrics.ts";
import type { ConnectionEvents, Store } from "./store.ts";

/** A cache that can do no harm: whatever happens to it, reads find nothing and writes are forgotten, in time. */
export interface Cache {
  /** The values, or undefined; never rejects and never waits longer than the deadline, and not at all while it is down. */
  get(keys: readonly string[]): Promise<readonly unknown[]>;
  /** Stores plain JSON in the background. */
  set(values: ReadonlyMap<string, unknown>, ttlMs: number): void;
  close(): void;
}

/** Where operators are told that the cache is gone, and that it is back. */
export interface CacheLog {
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

export interface CacheParts {
  readonly open: (events: ConnectionEvents) => Store;
  readonly metrics: CacheMetrics;
  readonly log: CacheLog;
  /** Rejects when a call had its time. Never keeps the process alive. */
  readonly deadline?: (signal: AbortSignal) => Promise<never>;
}

const deadlineMs = 25;
const breakerFailures = 3;
const breakerResetMs = 2_000;

/** Keyv with what it lacks: a deadline, a breaker, figures, and a log line when its state changes. */
export function createCache({ open, metrics, log, deadline = afterDeadline }: CacheParts): Cache {
  let isDown = false;
  let isClosed = false;
  const down = (error: unknown): void => {
    if (isDown || isClosed) return;
    isDown = true;
    log.warn({ err: error }, "the cache does not answer, providers are asked instead");
  };
  const breaker = circuitBreaker(handleAll, {
    breaker: new ConsecutiveBreaker(breakerFailures),
    halfOpenAfter: breakerResetMs,
  });
  const up = (): void => {
    if (!isDown || isClosed) return;
    isDown = false;
    log.info({}, "the cache answers again");
  };
  let store: Store | null = null;
  breaker.onBreak((reason) => down("error" in reason ? reason.error : undefined));
  breaker.onReset(() => store?.isReady() && up());
  store = open({ lost: down, ready: () => breaker.state === CircuitState.Closed && up() });
  metrics.watch(() => !isDown);

  /** The answer of the store, or null when it fails, is late, or is not to be asked now. */
  async function attempt<T>(operation: "get" | "set", work: (keyv: Store["keyv"]) => Promise<T>): Promise<T | null> {
    // Half-open: cockatiel would let everybody wait for the one that tries.
    if (isClosed || !store?.isReady() || breaker.state === CircuitState.HalfOpen) {
      metrics.ended(operation, "SKIPPED");
      return null;
    }
    try {
      const answer = await breaker.execute(() => inTime(work(store.keyv), deadline));
      metrics.ended(operation, "OK");
      return answer;
    } catch (error) {
      metrics.ended(operation, outcomeOf(error));
      return null;
    }
  }

  return {
    async get(keys) {
      const values = await attempt("get", (keyv) => keyv.getMany([...keys]));
      if (values === null) return keys.map(() => undefined);
      const hits = values.filter((value) => value !== undefined).length;
      metrics.found(hits, keys.length - hits);
      return values;
    },
    set(values, ttlMs) {
      // One by one, which the client sends together: `setMany` is a transaction, and those wait while Redis is away.
      const write = (keyv: Store["keyv"]) => Promise.all([...values].map((one) => keyv.set(...one, ttlMs)));
      if (values.size > 0) void attempt("set", write);
    },
    close() {
      isClosed = true;
      store?.close();
    },
  };
}

function outcomeOf(error: unknown): "LATE" | "SKIPPED" | "FAILED" {
  if (error instanceof TooLate) return "LATE";
  return error instanceof BrokenCircuitError ? "SKIPPED" : "FAILED";
}

class TooLate extends Error {
  override readonly name = "TooLate";
}

async function inTime<T>(work: Promise<T>, deadline: (signal: AbortSignal) => Promise<never>): Promise<T> {
  const done = new AbortController();
  try {
    return await Promise.race([work, deadline(done.signal)]);
  } finally {
    // Nobody reads the reason, and to make one of its own would cost as much as the rest.
    done.abort(null);
  }
}

function afterDeadline(signal: AbortSignal): Promise<never> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new TooLate("The cache did not answer in time.")), deadlineMs).unref();
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  return late.promise;
}
