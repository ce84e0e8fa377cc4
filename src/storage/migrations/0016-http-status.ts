import type { MigrationFor } from "./index.ts";

/** The HTTP status of the answer that an operation failed by; of earlier failures nobody knows it. */
export const httpStatus: MigrationFor = () => ({
  async up(database) {
    await database.schema.alterTable("operations").addColumn("http_status", "integer").execute();
  },
});
