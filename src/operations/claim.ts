import type { Instant } from "../domain/account.ts";
import type { Database } from "../storage/database.ts";
import { isChangedSince, isLaneTaken } from "../storage/operation-lanes.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import { insertOperation, type OperationKey, takeOperation } from "../storage/operation-store.ts";
import { reserve, type TakenId } from "../storage/reservation-store.ts";
import { noError } from "./failure.ts";
import { leaseUntil } from "./lease.ts";
import type { Planned } from "./plan.ts";

export interface Claim {
  readonly id: string;
  readonly fingerprint: string;
  /** The operation of this key that was not sent, if there is one. */
  readonly known: StoredOperation | null;
  readonly planned: Planned;
  readonly now: Instant;
}

/**
 * Takes the key, the client's own id and the lane, and writes down what is about to be sent: all in one transaction, so
 * that nothing leaves which is not on the disk. DISPATCHING may be sent; RECEIVED found another operation in its lane, or
 * one that has changed the account since it was read. Null when somebody else is at this key; who has the client's own id
 * when that is taken.
 */
export async function claim(
  database: Database,
  key: OperationKey,
  wish: Claim,
): Promise<StoredOperation | TakenId | null> {
  try {
    return await claimLane(database, key, wish, null);
  } catch (error) {
    // Two took the lane at the same moment: the index lets one through. Or somebody had it until then.
    if (error instanceof Overtaken || database.engine.isDuplicate(error))
      return claimLane(database, key, wish, "taken");
    throw error;
  }
}

async function claimLane(
  database: Database,
  key: OperationKey,
  { id, fingerprint, known, planned, now }: Claim,
  lanes: "taken" | null,
): Promise<StoredOperation | TakenId | null> {
  const { provider, account, readAt, clientAccountId, customerId, lane, plan, before } = planned;
  const received = {
    state: "RECEIVED",
    fingerprint,
    provider: provider.name,
    provider_account_id: account?.id ?? null,
    client_account_id: clientAccountId,
    customer_id: customerId,
    lane,
    lease_until: leaseUntil(now),
    ...{ ...noError, settled_at: null, next_attempt_at: null },
  } as const;
  const dispatching = {
    state: "DISPATCHING",
    plan: JSON.stringify(plan),
    accounts_before: before && JSON.stringify(before),
    attempts: (known?.operation.attempts ?? 0) + 1,
    ...{ first_dispatched_at: now, dispatched_at: now },
  } as const;
  try {
    return await database.transaction(async (transaction) => {
      const isTaken = lane !== null && (lanes === "taken" || (await isLaneTaken(transaction, lane, id)));
      const change = isTaken ? received : { ...received, ...dispatching };
      const claimed =
        known === null
          ? await insertOperation(transaction, key, { id, created_at: now, ...change })
          : await takeOperation(transaction, { id, fence: known.fence, states: ["RECEIVED", "NOT_SENT"] }, change, now);
      // Not before the lane is taken: from then on nobody else changes the account, and what they had changed shows.
      const isRead = claimed !== null && !isTaken && account !== null && readAt !== null;
      if (isRead && (await isChangedSince(transaction, account, readAt))) throw new Overtaken();
      if (claimed === null || clientAccountId === null) return claimed;
      const taken = await reserve(transaction, clientAccountId, { operationId: id, account }, now);
      if (taken !== null) throw new RollBack(taken);
      return claimed;
    });
  } catch (error) {
    if (error instanceof RollBack) return error.taken;
    throw error;
  }
}

/** The account was changed since it was read. */
class Overtaken extends Error {}

/** Nothing is claimed after all. */
class RollBack extends Error {
  readonly taken: TakenId;

  constructor(taken: TakenId) {
    super("The client's own id is taken.");
    this.taken = taken;
  }
}
