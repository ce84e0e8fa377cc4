import type { OwnerKind } from "../domain/account.ts";
import { addCustomerLinks, saveCustomer } from "../storage/customer-store.ts";
import type { Database } from "../storage/database.ts";

/** What a customer may see: everything of an owner in a provider's books, or one account. */
export type LinkTarget =
  | { readonly provider: string; readonly owner: { readonly kind: OwnerKind; readonly id: string } }
  | { readonly provider: string; readonly accountId: string };

/** Which accounts belong to which of our customers. A target may be linked to several customers (joint holders). */
export interface CustomerLinks {
  /** Makes the customer known and adds what it may see; linking again changes nothing, a null name keeps the known one. */
  link(customerId: string, name: string | null, targets: readonly LinkTarget[]): Promise<void>;
}

export function createCustomerLinks(database: Database): CustomerLinks {
  return {
    link: (customerId, name, targets) =>
      database.transaction(async (transaction) => {
        await saveCustomer(transaction, customerId, name);
        await addCustomerLinks(
          transaction,
          targets.map((target) => ({
            customer_id: customerId,
            provider: target.provider,
            target_kind: "owner" in target ? target.owner.kind : ("ACCOUNT" as const),
            target_id: "owner" in target ? target.owner.id : target.accountId,
          })),
        );
      }),
  };
}
