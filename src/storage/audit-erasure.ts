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

/** Empties some more of the target's entries, at most `limit`; answers their positions, ascending. Erasures themselves stay. */
export async function emptyEntries(
  transaction: WriteTransaction,
  { appendOnly: { actorSubject, customerId, ownerKey } }: Engine,
  target: ErasureTarget,
  { at, limit }: { readonly at: Instant; readonly limit: number },
): Promise<readonly number[]> {
  let meant = transaction
    .selectFrom("audit_log")
    .select("position")
    .where("details", "is not", null)
    .where("kind", "<>", "DETAILS_ERASED")
    .orderBy("position")
    .limit(limit);
  if ("account" in target) {
    const { provider, id } = target.account;
    meant = meant.where("provider", "=", provider).where("provider_account_id", "=", id);
  } else if ("owner" in target) {
    const { provider, kind, id } = target.owner;
    meant = meant
      .where("provider", "=", provider)
      .where(ownerKey, "is not", null)
      .where(ownerKey, "=", `${kind}:${id}`);
  } else {
    const { subject } = target;
    meant = meant.where(({ eb, or, and }) =>
      or(
        [actorSubject, customerId].map((expression) =>
          and([eb(expression, "is not", null), eb(expression, "=", subject)]),
        ),
      ),
    );
  }
  const emptied = await transaction
    .updateTable("audit_log")
    .set({ salt: null, details: null, erased_at: at })
    .where("position", "in", meant)
    .returning("position")
    .execute();
  return emptied.map(({ position }) => position).sort((one, other) => one - other);
}
