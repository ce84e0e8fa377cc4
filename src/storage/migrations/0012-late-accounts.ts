import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** Finds those few operations that an account which appears may have come of. */
export const lateAccounts: MigrationFor = () => ({
  async up(database) {
    await database.schema
      .createIndex("operations_late")
      .on("operations")
      .column("lane")
      .where(
        sql<boolean>`case state when 'ABANDONED' then true when 'SUCCEEDED' then dispatched_at > first_dispatched_at when 'REJECTED' then dispatched_at > first_dispatched_at else false end`,
      )
      .execute();
  },
});
