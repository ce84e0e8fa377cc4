import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** Finds what the audit log and the journal have of an owner at a provider itself, for erasing it: most have nothing. */
export const ownersErased: MigrationFor = ({ appendOnly: { ownerKey } }) => ({
  async up(database) {
    const statement = sql`create index audit_log_owner on audit_log (${ownerKey}, position) where ${ownerKey} is not null`;
    await statement.execute(database);
    await database.schema
      .createIndex("operations_holder")
      .on("operations")
      .columns(["lane", "number"])
      .where(sql<boolean>`mutation = 'closeAccountHolder' and plan is not null`)
      .execute();
  },
});
