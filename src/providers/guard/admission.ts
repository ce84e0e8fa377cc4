import PQueue from "p-queue";
import type { GatewayError } from "../../domain/errors.ts";
import type { Call } from "../provider.ts";
import type { GuardSettings } from "./settings.ts";

/**
 * The gate to one provider: so many at once, so many a second, foreground first, the rest in a bounded queue. Background
 * calls get at most half of either (at least one), so that a sweep never takes more than its share.
 */
export interface Admission {
  /** Runs `attempt` when its turn comes; rejects with the signal's reason if that aborts before. */
  enter<T>(call: Call, attempt: () => Promise<T>): Promise<T>;
  isFull(): boolean;
  /** How many wait for their turn. */
  waiting(): number;
  /** Lets nobody in for that long; those under way go on. */
  holdOff(ms: number): void;
  /** How much of the hold-off is left, in milliseconds. */
  heldOffMs(): number;
  /** Sends everybody away who waits. */
  turnAway(because: GatewayError): void;
  close(because: GatewayError): void;
}

const priorities: Record<Call["priority"], number> = { foreground: 1, background: 0 };

export function createAdmission(settings: GuardSettings): Admission {
  const queue = new PQueue({
    concurrency: settings.concurrency,
    intervalCap: settings.ratePerSecond,
    interval: 1_000,
  });
  /** What background calls pass before they queue with everybody else. */
  const backgroundQueue = new PQueue({
    concurrency: half(settings.concurrency),
    intervalCap: half(settings.ratePerSecond),
    interval: 1_000,
  });
  let heldOffUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let turnedAway: GatewayError | undefined;

  const heldOffMs = (): number => Math.max(0, heldOffUntil - performance.now());
  const turnAway = (because: GatewayError): void => {
    turnedAway = because;
    backgroundQueue.clear();
    queue.clear();
  };
  const waiting = (): number => queue.size + backgroundQueue.size;

  return {
    async enter(call, attempt) {
      try {
        const { signal, priority } = call;
        const turn = () => queue.add(attempt, { signal, priority: priorities[priority] });
        return await (priority === "background" ? backgroundQueue.add(turn, { signal }) : turn());
      } catch (error) {
        // The queue rejects those it drops with an AbortError of its own.
        if (error instanceof DOMException && !call.signal.aborted && turnedAway) throw turnedAway;
        throw error;
      }
    },
    isFull: () => waiting() >= settings.queueLimit,
    waiting,
    holdOff(ms) {
      const bounded = Math.min(ms, settings.holdOffMs);
      if (bounded <= heldOffMs()) return;
      heldOffUntil = performance.now() + bounded;
      queue.pause();
      clearTimeout(timer);
      timer = setTimeout(() => queue.start(), bounded).unref();
    },
    heldOffMs,
    turnAway,
    close(because) {
      clearTimeout(timer);
      turnAway(because);
    },
  };
}

function half(limit: number): number {
  return Math.max(1, Math.floor(limit / 2));
}
