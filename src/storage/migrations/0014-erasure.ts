import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** Finds what was sent for a person, as long as it was not erased. */
export const erasure: MigrationFor = () => ({
  async up(database) {
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
