import type { ErasureTarget } from "./audit-erasure.ts";
import type { WriteTransaction } from "./database.ts";

const ended = ["SUCCEEDED", "REJECTED", "NOT_SENT", "ABANDONED"] as const;

/**
 * Takes what was sent to the provider out of some more of the target's operations, at most `limit`; answers how many. Only
 * of those that have ended, which need it no more: their keys are answered from the result.
 */
export async function eraseRequests(
  transaction: WriteTransaction,
  target: ErasureTarget,
  limit: number,
): Promise<number> {
  const meant = transaction
    .selectFrom("operations")
    .select("number")
    .where("plan", "is not", null)
    .where("state", "in", ended)
    .where((where) =>
      "account" in target
        ? where.and({ provider: target.account.provider, provider_account_id: target.account.id })
        : where.or([where("subject", "=", target.subject), where("customer_id", "=", target.subject)]),
    )
    .orderBy("number")
    .limit(limit);
  const erased = await transaction
    .updateTable("operations")
    .set({ plan: null })
    .where("number", "in", meant)
    // Not of one that was taken up again meanwhile.
    .where("state", "in", ended)
    .returning("number")
    .execute();
  return erased.length;
}
