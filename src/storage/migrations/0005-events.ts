import type { MigrationFor } from "./index.ts";

/**
 * The log of changes. Its head is a row of its own: whoever appends locks it, so that positions have no gaps and
 * are in the order of the commits.
 */
export const events: MigrationFor = ({ columns: { text } }) => ({
  async up(database) {
    await database.schema
      .createTable("account_events")
      .addColumn("position", "bigint", (column) => column.primaryKey())
      .addColumn("account_id", "bigint", (column) => column.notNull())
      .addColumn("provider", text, (column) => column.notNull())
      .addColumn("provider_account_id", text, (column) => column.notNull())
      .addColumn("type", text, (column) => column.notNull())
      .addColumn("cause", text, (column) => column.notNull())
      .addColumn("previous_status", text)
      .addColumn("new_status", text, (column) => column.notNull())
      .addColumn("changes", text, (column) => column.notNull())
      .addColumn("occurred_at", text, (column) => column.notNull())
      .addColumn("recorded_at", text, (column) => column.notNull())
      .execute();
    await database.schema
      .createIndex("account_events_account")
      .on("account_events")
      .columns(["account_id", "position"])
      .execute();
    await database.schema
      .createTable("event_log")
      .addColumn("name", text, (column) => column.primaryKey())
      .addColumn("head", "bigint", (column) => column.notNull())
      .execute();
    await database.insertInto("event_log").values({ name: "accounts", head: 0 }).execute();
  },
});
