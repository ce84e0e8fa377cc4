import type { MigrationFor } from "./index.ts";

export const importsMissing: MigrationFor = () => ({
  async up(database) {
    await database.schema
      .alterTable("imports")
      .addColumn("missing", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
  },
});
