import { z } from "zod";
import type { Observation } from "../accounts/directory-contract.ts";
import type { LiveAnswers } from "../accounts/live-answers.ts";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import type { Cache } from "./cache.ts";

/** What is fresher than this is worth sharing: soon after, the directory tells every process the same. */
const ttlMs = 15_000;

/** The shape of an entry; what the facts are is as sure as in the database, since nobody else can write there. */
const entrySchema = z.object({
  ref: z.object({ provider: z.string(), id: z.string() }),
  account: z.object({ id: z.string(), facts: z.record(z.string(), z.unknown()), raw: z.string() }),
  asOf: z.iso.datetime(),
});

/** The live answers of all processes at a Redis, or of this one. */
export function createLiveAnswers(cache: Cache, nameOf: (key: string) => string): LiveAnswers {
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
