import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** What following the log needs: where it begins (older events may be gone), who is woken, and how events are found. */
export const following: MigrationFor = ({ name }) => ({
  async up(database) {
    await database.schema
      .alterTable("event_log")
      .addColumn("oldest", "bigint", (column) => column.notNull().defaultTo(1))
      .execute();
    await database.schema
      .createIndex("account_events_type")
      .on("account_events")
      .columns(["type", "position"])
      .execute();
    // From an event's account to its customers.
    await database.schema
      .createIndex("customer_links_of_target")
      .on("customer_links")
      .columns(["provider", "target_kind", "target_id"])
      .execute();
    if (name !== "postgres") return;
    // Sent by the database itself when the transaction commits, whoever wrote.
    await sql`
      create function account_events_grew() returns trigger language plpgsql as
      $$ begin perform pg_notify('account_events', ''); return null; end $$
    `.execute(database);
    await sql`
      create trigger account_events_grew after update of head on event_log
      for each statement execute function account_events_grew()
    `.execute(database);
  },
});
