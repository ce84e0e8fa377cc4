import type { Instant, OwnerKind } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { WriteTransaction } from "./database.ts";
import type { Engine } from "./engine.ts";

/**
 * Whose entries: those of what somebody did, or is the customer of; those about an account; or those about an owner at a
 * provider itself, without its accounts.
 */
export type ErasureTarget =
  | { readonly subject: string }
  | { readonly account: AccountRef }
  | { readonly owner: { readonly provider: string; readonly kind: OwnerKind; readonly id: string } };

/**
 * Empties some more of the target's entries, at most `limit`; answers their positions, ascending. Erasures themselves stay.
 */
export async function emptyEntries(
  transaction: WriteTransaction,
  { appendOnly }: Engine,
  target: ErasureTarget,
  { at, limit }: { readonly at: Instant; readonly limit: number },
): Promise<readonly number[]> {
  const meant = transaction
    .selectFrom(entriesOf(transaction, appendOnly, target).as("meant"))
    .select("position")
    .orderBy("position")
    .limit(limit);
  const emptied = await transaction
    .updateTable("audit_log")
    .set({ salt: null, details: null, erased_at: at })
    .where("position", "in", meant)
    .returning("position")
    .execute();
  return emptied.map(({ position }) => position).sort((one, other) => one - other);
}

/**
 * The positions of the target's entries that have details. Each kind of them from its own index: of
 * an "or" SQLite takes none.
 */
function entriesOf(
  transaction: WriteTransaction,
  { actorSubject, customerId, ownerKey }: Engine["appendOnly"],
  target: ErasureTarget,
) {
  const told = transaction
    .selectFrom("audit_log")
    .select("position")
    .where("details", "is not", null)
    .where("kind", "<>", "DETAILS_ERASED");
  if ("account" in target) {
    const { provider, id } = target.account;
    // What failed, and what was decided, before it was known which account came of it.
    const operations = transaction
      .selectFrom("operations")
      .select("id")
      .where("provider", "=", provider)
      .where("provider_account_id", "=", id);
    return told
      .where("provider", "=", provider)
      .where("provider_account_id", "=", id)
      .union(told.where("operation_id", "in", operations));
  }
  if ("owner" in target) {
    const { provider, kind, id } = target.owner;
    const key = `${kind}:${id}`;
    return told.where("provider", "=", provider).where(ownerKey, "is not", null).where(ownerKey, "=", key);
  }
  const { subject } = target;
  return told
    .where(actorSubject, "is not", null)
    .where(actorSubject, "=", subject)
    .union(told.where(customerId, "is not", null).where(customerId, "=", subject));
}
