import { openStates } from "../domain/operation.ts";
import { holderLane } from "../domain/owner-lane.ts";
import type { ErasureTarget } from "./audit-erasure.ts";
import type { WriteTransaction } from "./database.ts";
import type { Engine } from "./engine.ts";

/** Those of the target's operations whose request is still there, of one kind. */
function sentFor(
  transaction: WriteTransaction,
  { appendOnly }: Engine,
  target: ErasureTarget,
  which: "open" | "ended",
) {
  const sent = transaction
    .selectFrom("operations")
    .select("number")
    .where("plan", "is not", null)
    // Not "one of those that have ended", or SQLite takes the index of states, by which it reads nearly all there are.
    .where("state", which === "open" ? "in" : "not in", openStates);
  if ("account" in target) {
    const { provider, id } = target.account;
    return sent.where("provider", "=", provider).where("provider_account_id", "=", id);
  }
  if ("owner" in target) {
    const { provider, ...owner } = target.owner;
    // What came to nothing names its owner in the log alone.
    const told = transaction
      .selectFrom("audit_log")
      .innerJoin("operations", "operations.id", "audit_log.operation_id")
      .select("operations.number")
      .where("audit_log.provider", "=", provider)
      .where(appendOnly.ownerKey, "is not", null)
      .where(appendOnly.ownerKey, "=", `${owner.kind}:${owner.id}`)
      .where("operations.plan", "is not", null)
      .where("operations.state", which === "open" ? "in" : "not in", openStates);
    return sent
      .where("mutation", "=", "closeAccountHolder")
      .where("lane", "=", holderLane(provider, owner))
      .union(told);
  }
  // Each from its own index: of an "or" SQLite takes neither.
  return sent.where("subject", "=", target.subject).union(sent.where("customer_id", "=", target.subject));
}

/**
 * Of how many of the target's operations what is sent to the provider stays where it is: they have
 * not ended, and may need it.
 */
export async function countKeptRequests(
  transaction: WriteTransaction,
  engine: Engine,
  target: ErasureTarget,
): Promise<number> {
  const { kept } = await transaction
    .selectFrom(sentFor(transaction, engine, target, "open").as("open"))
    .select(({ fn }) => fn.countAll<number>().as("kept"))
    .executeTakeFirstOrThrow();
  return kept;
}

/**
 * Takes what was sent to the provider out of some more of the target's operations, at most `limit`; answers how many. Only
 * of those that have ended, which need it no more: their keys are answered from the result.
 */
export async function eraseRequests(
  transaction: WriteTransaction,
  engine: Engine,
  target: ErasureTarget,
  limit: number,
): Promise<number> {
  const erased = await transaction
    .updateTable("operations")
    .set({ plan: null })
    .where("number", "in", sentFor(transaction, engine, target, "ended").limit(limit))
    // Not of one that was taken up again meanwhile.
    .where("state", "not in", openStates)
    .returning("number")
    .execute();
  return erased.length;
}
