import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** When a change was sent first: what it made may be older than its last sending. */
export const firstSending: MigrationFor = ({ columns: { text } }) => ({
  async up(database) {
    await database.schema.alterTable("operations").addColumn("first_dispatched_at", text).execute();
    // Not after it; when exactly, nobody knows any more.
    await database
      .updateTable("operations")
      .set({ first_dispatched_at: sql.ref("created_at") })
      .execute();
  },
});
