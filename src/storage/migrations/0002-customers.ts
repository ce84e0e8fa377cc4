import type { MigrationFor } from "./index.ts";

export const customers: MigrationFor = ({ columns: { text } }) => ({
  async up(database) {
    await database.schema
      .createTable("customers")
      .addColumn("id", text, (column) => column.primaryKey())
      .addColumn("name", text)
      .execute();
    await database.schema
      .createTable("customer_links")
      .addColumn("customer_id", text, (column) => column.notNull().references("customers.id"))
      .addColumn("provider", text, (column) => column.notNull())
      .addColumn("target_kind", text, (column) => column.notNull())
      .addColumn("target_id", text, (column) => column.notNull())
      .addColumn("origin", text, (column) => column.notNull())
      .addPrimaryKeyConstraint("customer_links_target", ["customer_id", "provider", "target_kind", "target_id"])
      .execute();
  },
});
