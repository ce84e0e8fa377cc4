import type { Registry } from "prom-client";
import { z } from "zod";
import type { Observation } from "../accounts/directory-contract.ts";
import type { LiveAnswers } from "../accounts/live-answers.ts";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import { type Cache, type CacheLog, createCache } from "./cache.ts";
import { createCacheMetrics } from "./metrics.ts";
import { createSeal } from "./seal.ts";
import { type ConnectionEvents, createMemoryStore, createRedisStore } from "./store.ts";

/** What is fresher than this is worth sharing: soon after, the directory tells every process the same. */
const ttlMs = 15_000;

/** The shape of an entry; what the facts are is as sure as in the database, since nobody else can write there. */
const entrySchema = z.object({
  ref: z.object({ provider: z.string(), id: z.string() }),
  account: z.object({ id: z.string(), facts: z.record(z.string(), z.unknown()), raw: z.string() }),
  asOf: z.iso.datetime(),
});

/** As many as a busy process reads live within their time. */
const inMemory = 1_000;

export interface LiveAnswersParts {
  /** 32 secret bytes that all processes with one database share, and no others: their answers never meet. */
  readonly key: Uint8Array;
  readonly registry: Registry;
  readonly log: CacheLog;
}

/** The live answers of all processes at a Redis, or, without one, of this process. */
export function openLiveAnswers(redisUrl: string | null, { key, registry, log }: LiveAnswersParts): ClosableAnswers {
  const seal = createSeal(key);
  const open = (events: ConnectionEvents) =>
    redisUrl === null ? createMemoryStore(inMemory) : createRedisStore(redisUrl, { namespace, seal, events });
  const cache = createCache({ open, metrics: createCacheMetrics(registry), log });
  // Nobody else can look into this process.
  const nameOf = redisUrl === null ? (key: string) => key : seal.name;
  return { ...createLiveAnswers(cache, nameOf), close: cache.close };
}

interface ClosableAnswers extends LiveAnswers {
  close(): void;
}

/** Entries of another shape get another number. */
const namespace = "account-gateway:live:1";

function createLiveAnswers(cache: Cache, nameOf: (key: string) => string): LiveAnswers {
  return {
    async recall(refs) {
      const values = await cache.get(refs.map((ref) => nameOf(refKey(ref))));
      return refs.map((ref, index) => answerAbout(ref, values[index]));
    },
    keep(answers) {
      cache.set(new Map(answers.map((answer) => [nameOf(refKey(answer.ref)), answer])), ttlMs);
    },
  };
}

function answerAbout(ref: AccountRef, value: unknown): Observation | null {
  const entry = entrySchema.safeParse(value);
  return entry.success && refKey(entry.data.ref) === refKey(ref) ? entry.data : null;
}
