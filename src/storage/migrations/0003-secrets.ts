import type { MigrationFor } from "./index.ts";

export const secrets: MigrationFor = ({ columns: { text } }) => ({
  async up(database) {
    await database.schema
      .createTable("secrets")
      .addColumn("name", text, (column) => column.primaryKey())
      .addColumn("value", text, (column) => column.notNull())
      .execute();
  },
});
