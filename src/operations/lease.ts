import type { Instant } from "../domain/account.ts";
import { shifted } from "../domain/instant.ts";
import type { Database } from "../storage/database.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import { renewLease } from "../storage/operation-store.ts";

/** Nobody else takes up an operation for so long after its last sign of life. */
const leaseMs = 15_000;

/** Until when a lease lasts that is taken, or renewed, at `now`. */
export function leaseUntil(now: Instant): Instant {
  return shifted(now, leaseMs);
}

/** Milliseconds on a clock of this process that never goes back. */
export type OwnClock = () => number;
export const ownClock: OwnClock = () => performance.now();

/** A lease, and when it was taken by the clock of the process that has it: before it was written down. */
export interface Taken {
  readonly stored: StoredOperation;
  readonly clock: OwnClock;
  readonly at: number;
}

/**
 * Runs `work` while the operation stays this process's own. `isOurs` is asked right before anything leaves: a process that
 * stood still may have been replaced, and must not send what somebody else has looked for. It asks our own clock, not the
 * database, which can say no more: the lease was last written under the fence, and nobody takes it before it runs out.
 *
 * What is left: standing still for that long between the question and the socket, or a request that does so on its way;
 * and a machine whose own clock stood still with it. Then the fence keeps the records apart, and a yes settles the
 * operation whoever hears it; but the provider may have been asked twice, if somebody had it sent again meanwhile.
 */
export async function holding<T>(
  database: Database,
  { stored: { operation, fence }, clock, at }: Taken,
  work: (isOurs: () => boolean) => Promise<T>,
): Promise<T> {
  let endsAt = at + leaseMs;
  const renew = async () => {
    const askedAt = clock();
    const until = leaseUntil(await database.now());
    const isHeld = await renewLease(database.write, { id: operation.id, fence }, until);
    // Renewals may overtake each other. What is lost stays lost.
    if (!isHeld) endsAt = Number.NEGATIVE_INFINITY;
    else if (endsAt > Number.NEGATIVE_INFINITY) endsAt = Math.max(endsAt, askedAt + leaseMs);
  };
  const renewing = setInterval(() => void renew().catch(() => {}), leaseMs / 3).unref();
  try {
    return await work(() => clock() < endsAt);
  } finally {
    clearInterval(renewing);
  }
}
