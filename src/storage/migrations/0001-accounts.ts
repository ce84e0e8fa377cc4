import type { MigrationFor } from "./index.ts";

export const accounts: MigrationFor = ({ columns: { rowId, text } }) => ({
  async up(database) {
    await database.schema
      .createTable("accounts")
      .addColumn("id", rowId, (column) => column.primaryKey())
      .addColumn("provider", text, (column) => column.notNull())
      .addColumn("provider_account_id", text, (column) => column.notNull())
      .addColumn("status", text, (column) => column.notNull())
      .addColumn("holder_type", text)
      .addColumn("owner_kind", text)
      .addColumn("owner_id", text)
      .addColumn("owner_secondary_id", text)
      .addColumn("created_order", "bigint", (column) => column.notNull())
      .addColumn("facts", text, (column) => column.notNull())
      .addColumn("balances", text)
      .addColumn("last_used_at", text)
      .addColumn("raw", text, (column) => column.notNull())
      .addColumn("as_of", text, (column) => column.notNull())
      .addColumn("balances_as_of", text)
      .addColumn("status_changed_at", text)
      .addColumn("first_seen_at", text, (column) => column.notNull())
      .addColumn("missing_since", text)
      .addColumn("stored_at", text, (column) => column.notNull())
      .addColumn("version", "integer", (column) => column.notNull())
      .addUniqueConstraint("accounts_ref", ["provider", "provider_account_id"])
      .execute();
    // Keyset pages: the ordering alone, and behind each filter. The customer rule: by owner, and by the user below it.
    const indexes = {
      accounts_created: ["created_order", "id"],
      accounts_provider: ["provider", "created_order", "id"],
      accounts_status: ["status", "created_order", "id"],
      accounts_holder_type: ["holder_type", "created_order", "id"],
      accounts_owner: ["provider", "owner_id", "owner_kind"],
      accounts_owner_secondary: ["provider", "owner_secondary_id"],
    };
    for (const [name, indexed] of Object.entries(indexes)) {
      await database.schema.createIndex(name).on("accounts").columns(indexed).execute();
    }

    await database.schema
      .createTable("account_identifiers")
      .addColumn("account_id", "bigint", (column) => column.notNull().references("accounts.id"))
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("currency", text)
      .addColumn("value", text, (column) => column.notNull())
      .execute();
    await database.schema
      .createIndex("account_identifiers_account")
      .on("account_identifiers")
      .column("account_id")
      .execute();
    await database.schema
      .createIndex("account_identifiers_value")
      .on("account_identifiers")
      .columns(["value", "kind"])
      .execute();
  },
});
