import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** What providers told by webhook; and of each event, what brought it about, as far as it has a number. */
export const webhooks: MigrationFor = ({ columns: { rowId, text } }) => ({
  async up(database) {
    await database.schema
      .createTable("webhook_inbox")
      .addColumn("number", rowId, (column) => column.primaryKey())
      .addColumn("id", text, (column) => column.notNull().unique())
      .addColumn("provider", text, (column) => column.notNull())
      .addColumn("dedupe_key", text, (column) => column.notNull())
      .addColumn("type", text, (column) => column.notNull())
      .addColumn("account_ids", text, (column) => column.notNull())
      .addColumn("owners", text, (column) => column.notNull())
      .addColumn("moves_balances", "integer", (column) => column.notNull())
      .addColumn("provider_time", text)
      .addColumn("received_at", text, (column) => column.notNull())
      .addColumn("arrivals", "integer", (column) => column.notNull())
      .addColumn("state", text, (column) => column.notNull())
      // Since when it waits for its end: back-off and parking count from here.
      .addColumn("opened_at", text, (column) => column.notNull())
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("next_attempt_at", text)
      .addColumn("fence", "integer", (column) => column.notNull())
      .addColumn("lease_until", text)
      .addColumn("settled_at", text)
      .addColumn("error_code", text)
      .addColumn("error_message", text)
      .addUniqueConstraint("webhook_inbox_key", ["provider", "dedupe_key"])
      .execute();
    const indexes = {
      webhook_inbox_state: ["state", "number"],
      webhook_inbox_provider: ["provider", "number"],
      webhook_inbox_settled: ["settled_at"],
    };
    for (const [name, indexed] of Object.entries(indexes)) {
      await database.schema.createIndex(name).on("webhook_inbox").columns(indexed).execute();
    }
    await database.schema
      .createIndex("webhook_inbox_due")
      .on("webhook_inbox")
      .columns(["provider", "next_attempt_at", "number"])
      .where(sql<boolean>`state = 'WAITING'`)
      .execute();
    for (const column of ["delivery_id", "operation_id", "provider_time"]) {
      await database.schema.alterTable("account_events").addColumn(column, text).execute();
    }
  },
});
