import { openStates } from "../domain/operation.ts";
import { holderLane } from "../domain/owner-lane.ts";
import type { ErasureTarget } from "./audit-erasure.ts";
import type { WriteTransaction } from "./database.ts";

/** Those of the target's operations whose request is still there, of one kind. */
function sentFor(transaction: WriteTransaction, target: ErasureTarget, which: "open" | "ended") {
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
    return sent.where("mutation", "=", "closeAccountHolder").where("lane", "=", holderLane(provider, owner));
  }
  // Each from its own index: of an "or" SQLite takes neither.
  return sent.where("subject", "=", target.subject).union(sent.where("customer_id", "=", target.subject));
}

/**
 * Of how many of the target's operations what is sent to the provider stays where it is: they have
 * not ended, and may need it.
 */
export async function countKeptRequests(transaction: WriteTransaction, target: ErasureTarget): Promise<number> {
  const { kept } = await transaction
    .selectFrom(sentFor(transaction, target, "open").as("open"))
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
  target: ErasureTarget,
  limit: number,
): Promise<number> {
  const erased = await transaction
    .updateTable("operations")
    .set({ plan: null })
    .where("number", "in", sentFor(transaction, target, "ended").limit(limit))
    // Not of one that was taken up again meanwhile.
    .where("state", "not in", openStates)
    .returning("number")
    .execute();
  return erased.length;
}
