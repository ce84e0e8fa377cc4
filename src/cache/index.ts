import type { Registry } from "prom-client";
import type { LiveAnswers } from "../accounts/live-answers.ts";
import type { SettledOperations } from "../operations/settled-operations.ts";
import { type CacheLog, createCache } from "./cache.ts";
import { createLiveAnswers } from "./live-answers.ts";
import { createCacheMetrics } from "./metrics.ts";
import { createSeal } from "./seal.ts";
import { createSettledOperations } from "./settled-operations.ts";
import { type ConnectionEvents, createMemoryStore, createRedisStore } from "./store.ts";

/** Entries of another shape get another number. */
const namespace = "account-gateway:live:1";

/** As many as a busy process has use for within their time. */
const inMemory = 2_000;

export interface CachesParts {
  /** 32 secret bytes that all processes with one database share, and no others: what they keep never meets. */
  readonly key: Uint8Array;
  readonly registry: Registry;
  readonly log: CacheLog;
}

/** What is kept for minutes to save work, at a Redis that all processes share, or, without one, in this process. */
export interface Caches {
  readonly answers: LiveAnswers;
  readonly settled: SettledOperations;
  close(): void;
}

export function openCaches(redisUrl: string | null, { key, registry, log }: CachesParts): Caches {
  const seal = createSeal(key);
  const open = (events: ConnectionEvents) =>
    redisUrl === null ? createMemoryStore(inMemory) : createRedisStore(redisUrl, { namespace, seal, events });
  const cache = createCache({ open, metrics: createCacheMetrics(registry), log });
  // Nobody else can look into this process.
  const nameOf = redisUrl === null ? (text: string) => text : seal.name;
  return {
    answers: createLiveAnswers(cache, nameOf),
    settled: createSettledOperations(cache, nameOf),
    close: cache.close,
  };
}
