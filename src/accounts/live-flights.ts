import type { Instant, Owner } from "../domain/account.ts";
import { cancelled } from "../domain/errors.ts";
import type { LiveReading } from "./read-through.ts";

/** How fresh an answer a reader needs, and when it began to ask. */
export interface Reader {
  /** `LiveReads.mark()` when its request began: whatever is launched later tells it nothing older than that. */
  readonly mark: number;
  /** Answers asked for after this time will do as well; null: any; `live`: only what is launched after the mark. */
  readonly since: Instant | null | "live";
  readonly signal: AbortSignal;
}

/** One reading of one account at its provider, for everybody who may share it. */
export interface Flight {
  readonly id: string;
  /** The account's owner as far as it is known: accounts of one owner may be read together. */
  readonly owner: Owner | null;
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal;
  /** Tells when it left: `mark` of this process, and database time before the call. Called once, when it leaves. */
  launch(mark: number, startedAt: Promise<Instant>): void;
  land(reading: LiveReading): void;
  /** When it left; 0 before. */
  mark(): number;
  /** Whether the answer is fresh enough for the reader. */
  serves(reader: Reader): Promise<boolean>;
  /** Waits for the answer, until the reader's own signal aborts: CANCELLED. The others wait on. */
  join(reader: Reader): Promise<LiveReading>;
  /** Whether everybody who waited has gone. */
  isLeft(): boolean;
}

/** A flight that has not left yet. */
export function createFlight(provider: string, id: string, owner: Owner | null): Flight {
  const controller = new AbortController();
  const landing = Promise.withResolvers<LiveReading>();
  let waiting = 0;
  let hasLanded = false;
  let launched: { readonly mark: number; readonly startedAt: Promise<Instant> } | null = null;

  return {
    id,
    owner,
    signal: controller.signal,
    launch(mark, startedAt) {
      launched = { mark, startedAt };
    },
    land(reading) {
      hasLanded = true;
      landing.resolve(reading);
    },
    async serves({ mark, since }) {
      if (controller.signal.aborted) return false;
      // Its time is taken later than anything that the reader may have done before it asked.
      if (launched === null || launched.mark > mark || since === null) return true;
      return since !== "live" && (await launched.startedAt) > since;
    },
    async join({ signal }) {
      const leaving = Promise.withResolvers<never>();
      const leave = (): void => leaving.reject(cancelled(provider));
      waiting++;
      try {
        if (signal.aborted) leave();
        signal.addEventListener("abort", leave, { once: true });
        return await Promise.race([landing.promise, leaving.promise]);
      } finally {
        signal.removeEventListener("abort", leave);
        waiting--;
        if (waiting === 0 && !hasLanded) controller.abort();
      }
    },
    mark: () => launched?.mark ?? 0,
    isLeft: () => controller.signal.aborted,
  };
}
