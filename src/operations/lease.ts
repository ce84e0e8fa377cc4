import type { Instant } from "../domain/account.ts";
import type { Database } from "../storage/database.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import { changeOperation } from "../storage/operation-store.ts";

/** Nobody else takes up an operation for so long after its last sign of life. */
const leaseMs = 15_000;

export function leaseUntil(now: Instant): Instant {
  return later(now, leaseMs);
}

export function later(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** Runs `work` while the operation stays this process's own. When the lease is lost all the same, the fence keeps the two apart. */
export async function holding<T>(
  database: Database,
  { operation, fence }: StoredOperation,
  work: () => Promise<T>,
): Promise<T> {
  const renew = async () => {
    const guard = { id: operation.id, fence, states: ["RECEIVED", "DISPATCHING", "IN_DOUBT"] as const };
    await changeOperation(database.write, guard, { lease_until: leaseUntil(await database.now()) });
  };
  const renewing = setInterval(() => void renew().catch(() => {}), leaseMs / 3).unref();
  try {
    return await work();
  } finally {
    clearInterval(renewing);
  }
}
