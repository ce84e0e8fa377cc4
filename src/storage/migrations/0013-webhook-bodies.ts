import type { MigrationFor } from "./index.ts";

/** What came by webhook, byte for byte; apart from the deliveries, whose lists have no use for it. */
export const webhookBodies: MigrationFor = ({ columns: { bytes } }) => ({
  async up(database) {
    await database.schema
      .createTable("webhook_bodies")
      .addColumn("delivery", "bigint", (column) =>
        column.primaryKey().references("webhook_inbox.number").onDelete("cascade"),
      )
      .addColumn("body", bytes, (column) => column.notNull())
      .execute();
  },
});
