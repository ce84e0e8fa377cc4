import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

export const sweeps: MigrationFor = ({ columns: { text } }) => ({
  async up(database) {
    await database.schema
      .createTable("sweeps")
      .addColumn("provider", text, (column) => column.primaryKey())
      .addColumn("lease_owner", text)
      .addColumn("lease_until", text)
      .addColumn("fence", "integer", (column) => column.notNull())
      .addColumn("state", text, (column) => column.notNull())
      .addColumn("started_at", text)
      .addColumn("completed_at", text)
      .addColumn("complete_as_of", text)
      .addColumn("next_at", text)
      .addColumn("failures", "integer", (column) => column.notNull())
      .addColumn("cursor", text)
      .addColumn("walked", "integer", (column) => column.notNull())
      .addColumn("seen", "integer", (column) => column.notNull())
      .addColumn("changed", "integer", (column) => column.notNull())
      .addColumn("failed", "integer", (column) => column.notNull())
      .addColumn("walk_malformed", "integer", (column) => column.notNull())
      .addColumn("walk_missing", "integer", (column) => column.notNull())
      .addColumn("malformed", "integer", (column) => column.notNull())
      .addColumn("missing", "integer", (column) => column.notNull())
      .addColumn("error_code", text)
      .addColumn("error_message", text)
      .execute();
    await database.schema
      .createIndex("accounts_unsettled")
      .on("accounts")
      .columns(["provider", "id"])
      .where(
        sql<boolean>`missing_since is null and (provisioning in ('AWAITING_IDENTIFIERS', 'IN_PROGRESS') or status = 'PENDING')`,
      )
      .execute();
  },
});
