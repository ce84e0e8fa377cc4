import type { MigrationFor } from "./index.ts";

/**
 * The account directory. Wide columns stand last: a walk through an index that looks at the narrow ones never reads them.
 */
export const directory: MigrationFor = ({ columns: { rowId, text }, walkedColumns, searchIndex }) => ({
  async up(database) {
    await database.schema
      .createTable("accounts")
      .addColumn("id", rowId, (column) => column.primaryKey())
      .addColumn("provider", text, (column) => column.notNull())
      .addColumn("provider_account_id", text, (column) => column.notNull())
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("status", text, (column) => column.notNull())
      .addColumn("provisioning", text, (column) => column.notNull())
      .addColumn("holder_type", text)
      .addColumn("owner_kind", text)
      .addColumn("owner_id", text)
      .addColumn("owner_secondary_id", text)
      .addColumn("country", text)
      .addColumn("product_code", text)
      .addColumn("service_provider", text)
      .addColumn("client_account_id", text)
      .addColumn("main_account_id", text)
      .addColumn("label", text)
      .addColumn("created_order", "bigint", (column) => column.notNull())
      .addColumn("holder_order", text, (column) => column.notNull())
      .addColumn("status_changed_order", "bigint", (column) => column.notNull())
      .addColumn("missing_since", text)
      .addColumn("as_of", text, (column) => column.notNull())
      .addColumn("stored_at", text, (column) => column.notNull())
      .addColumn("version", "integer", (column) => column.notNull())
      .addColumn("search_text", text, (column) => column.notNull())
      .addColumn("balances_as_of", text)
      .addColumn("last_used_at", text)
      .addColumn("status_changed_at", text)
      .addColumn("first_seen_at", text, (column) => column.notNull())
      .addColumn("facts", text, (column) => column.notNull())
      .addColumn("balances", text)
      .addColumn("raw", text, (column) => column.notNull())
      .addUniqueConstraint("accounts_ref", ["provider", "provider_account_id"])
      .execute();
    const indexes = {
      // The orderings.
      accounts_created: ["created_order", "id", ...walkedColumns],
      accounts_holder: ["holder_order", "id", ...walkedColumns],
      accounts_status_changed: ["status_changed_order", "id", ...walkedColumns],
      // What many accounts have in common: each with the usual ordering behind it.
      accounts_provider: ["provider", "created_order", "id"],
      accounts_kind: ["kind", "created_order", "id"],
      accounts_status: ["status", "created_order", "id"],
      accounts_holder_type: ["holder_type", "created_order", "id"],
      accounts_country: ["country", "created_order", "id"],
      accounts_product: ["product_code", "created_order", "id"],
      accounts_service_provider: ["service_provider", "created_order", "id"],
      accounts_label: ["label", "created_order", "id"],
      accounts_missing: ["missing_since", "created_order", "id"],
      // What few accounts have in common; by owner and user also the rule of what customers see.
      accounts_owner: ["owner_id", "provider", "owner_kind"],
      accounts_owner_secondary: ["owner_secondary_id", "provider"],
      accounts_client_id: ["client_account_id"],
      accounts_main: ["main_account_id", "provider"],
      // What sweeps look for: accounts that were not seen lately.
      accounts_seen: ["provider", "as_of"],
    };
    for (const [name, indexed] of Object.entries(indexes)) {
      await database.schema.createIndex(name).on("accounts").columns(indexed).execute();
    }

    await database.schema
      .createTable("account_identifiers")
      .addColumn("account_id", "bigint", (column) => column.notNull().references("accounts.id"))
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("value", text, (column) => column.notNull())
      .addColumn("currency", text)
      .addColumn("scheme", text)
      .execute();
    await database.schema
      .createIndex("account_identifiers_account")
      .on("account_identifiers")
      .column("account_id")
      .execute();
    await database.schema
      .createIndex("account_identifiers_value")
      .on("account_identifiers")
      .columns(["value", "kind", "account_id"])
      .execute();

    await database.schema
      .createTable("account_currencies")
      .addColumn("account_id", "bigint", (column) => column.notNull().references("accounts.id"))
      .addColumn("currency", text, (column) => column.notNull())
      // The last known available balance in this currency, as a text that sorts as the number; null: unknown.
      .addColumn("available", text)
      .addPrimaryKeyConstraint("account_currencies_key", ["account_id", "currency"])
      .execute();
    await database.schema
      .createIndex("account_currencies_available")
      .on("account_currencies")
      .columns(["currency", "available", "account_id"])
      .execute();

    await searchIndex.create(database);
  },
});
