import type { MigrationFor } from "./index.ts";

/**
 * What the back office asks of operations: with which HTTP status one failed, which nobody knows of earlier failures; and which
 * one has a key that a customer tells, whoever's it is.
 */
export const backOffice: MigrationFor = () => ({
  async up(database) {
    await database.schema.alterTable("operations").addColumn("http_status", "integer").execute();
    await database.schema
      .createIndex("operations_idempotency_key")
      .on("operations")
      .columns(["idempotency_key", "number"])
      .execute();
  },
});
