import { GatewayError } from "../domain/errors.ts";
import { appendAudit } from "../storage/audit-store.ts";
import type { Database } from "../storage/database.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import { sentUntilNow, takeOperation } from "../storage/operation-store.ts";
import { errorColumns, failedWrite } from "./failure.ts";
import { leaseUntil } from "./lease.ts";

/**
 * Takes over an operation that was sent, to look into it alone; null when somebody else did. What was cut off while it was
 * being sent is in doubt from here on, and that is written to the audit log as any other doubt is.
 */
export async function takeOver(
  database: Database,
  { operation, fence }: StoredOperation,
): Promise<StoredOperation | null> {
  const now = await database.now();
  const guard = { id: operation.id, fence, states: ["DISPATCHING", "IN_DOUBT"] as const };
  const change = {
    state: "IN_DOUBT",
    lease_until: leaseUntil(now),
    // Due at once: whoever dies over it leaves it to the next one.
    next_attempt_at: now,
    // Whoever was at it sends nothing any more: their lease has run out.
    settled_at: sentUntilNow(now),
  } as const;
  if (operation.state === "IN_DOUBT") return takeOperation(database.write, guard, change, now);
  const doubt = { ...change, ...errorColumns(cutOff(operation.provider)) };
  return database.transaction(async (transaction) => {
    const taken = await takeOperation(transaction, guard, doubt, now);
    const error = taken?.operation.error ?? null;
    if (taken !== null && error !== null) await appendAudit(transaction, [failedWrite(taken, error, now)]);
    return taken;
  });
}

function cutOff(provider: string | null): GatewayError {
  const message = "The gateway stopped while it sent this change: whether it was made is not known yet.";
  return new GatewayError("OPERATION_IN_DOUBT", message, provider === null ? {} : { provider });
}
