import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** When a change was sent first: what it made may be older than its last sending. */
export const firstSending: MigrationFor = ({ columns: { text } }) => ({
  async up(database) {
    await database.schema.alterTable("operations").addColumn("first_dispatched_at", text).execute();
    // Of what was sent more than once nobody knows any more when it was first: not before it was asked for.
    await database
      .updateTable("operations")
      .set({ first_dispatched_at: sql`case when attempts > 1 then created_at else dispatched_at end` })
      .execute();
  },
});
