import type { MigrationFor } from "./index.ts";

export const imports: MigrationFor = ({ columns: { text } }) => ({
  async up(database) {
    await database.schema
      .createTable("imports")
      .addColumn("provider", text, (column) => column.primaryKey())
      .addColumn("started_at", text)
      .addColumn("completed_at", text)
      .addColumn("seen", "integer", (column) => column.notNull())
      .addColumn("malformed", "integer", (column) => column.notNull())
      .addColumn("missing", "integer", (column) => column.notNull())
      .execute();
  },
});
