import type { Insertable, Kysely, Selectable, Transaction } from "kysely";
import type { OwnerKind } from "../domain/account.ts";
import type { CustomerLinksTable, CustomersTable, Tables } from "./tables.ts";

export type LinkRow = Selectable<CustomerLinksTable>;
/** Who is linked to what. */
export type LinkKey = Pick<LinkRow, "customer_id" | "provider" | "target_kind" | "target_id">;
export type CustomerRow = Selectable<CustomersTable>;

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

/** Adds links; those that exist already stay as they are. Answers which are new. */
export async function addCustomerLinks<Link extends Insertable<CustomerLinksTable>>(
  transaction: Transaction<Tables>,
  links: readonly Link[],
): Promise<readonly Link[]> {
  const added: Link[] = [];
  for (const link of links) {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto("customer_links")
      .values(link)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (Number(numInsertedOrUpdatedRows) > 0) added.push(link);
  }
  return added;
}

/** Removes these links, whoever made them, and what was kept with them; answers which there were. */
export async function removeCustomerLinks<Link extends LinkKey>(
  transaction: Transaction<Tables>,
  links: readonly Link[],
): Promise<readonly Link[]> {
  const removed: Link[] = [];
  for (const link of links) {
    const { customer_id, provider, target_kind, target_id } = link;
    const { numDeletedRows } = await transaction
      .deleteFrom("customer_links")
      .where("customer_id", "=", customer_id)
      .where("provider", "=", provider)
      .where("target_kind", "=", target_kind)
      .where("target_id", "=", target_id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows > 0) removed.push(link);
  }
  return removed;
}

/** Whether everything of this owner is linked to the customer. */
export async function isOwnerLinked(
  read: Kysely<Tables>,
  customerId: string,
  provider: string,
  { kind, id }: { readonly kind: OwnerKind; readonly id: string },
): Promise<boolean> {
  const row = await read
    .selectFrom("customer_links")
    .select("customer_id")
    .where("customer_id", "=", customerId)
    .where("provider", "=", provider)
    .where("target_kind", "=", kind)
    .where("target_id", "=", id)
    .executeTakeFirst();
  return row !== undefined;
}

/** All links that the configuration made. */
export function configuredLinks(transaction: Transaction<Tables>): Promise<readonly LinkRow[]> {
  return transaction.selectFrom("customer_links").selectAll().where("origin", "=", "CONFIG").execute();
}

export function loadCustomers(read: Kysely<Tables>): Promise<readonly CustomerRow[]> {
  return read.selectFrom("customers").selectAll().orderBy("id").execute();
}

export function loadLinks(read: Kysely<Tables>): Promise<readonly LinkRow[]> {
  return read
    .selectFrom("customer_links")
    .selectAll()
    .orderBy("customer_id")
    .orderBy("provider")
    .orderBy("target_kind")
    .orderBy("target_id")
    .execute();
}
