import type { Insertable, Transaction } from "kysely";
import type { CustomerLinksTable, Tables } from "./tables.ts";

/** Makes the customer known, or changes its name; a null name keeps the known one. */
export async function saveCustomer(transaction: Transaction<Tables>, id: string, name: string | null): Promise<void> {
  await transaction
    .insertInto("customers")
    .values({ id, name })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet((row) => ({ name: row.fn.coalesce("excluded.name", "customers.name") })),
    )
    .execute();
}

/** Adds links; those that exist already stay as they are. */
export async function addCustomerLinks(
  transaction: Transaction<Tables>,
  links: readonly Insertable<CustomerLinksTable>[],
): Promise<void> {
  if (links.length === 0) return;
  await transaction
    .insertInto("customer_links")
    .values(links)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
