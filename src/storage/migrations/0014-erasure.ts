import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** Finds what was sent for a person, as long as it was not erased; and keeps apart what has to be known when it was. */
export const erasure: MigrationFor = ({ columns: { text } }) => ({
  async up(database) {
    await database.schema.alterTable("operations").addColumn("accounts_before", text).execute();
    for (const person of ["subject", "customer_id"]) {
      await database.schema
        .createIndex(`operations_sent_${person}`)
        .on("operations")
        .columns([person, "number"])
        .where(sql.ref("plan"), "is not", null)
        .execute();
    }
  },
});
