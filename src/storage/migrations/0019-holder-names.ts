import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** What an owner's accounts to come show as their holder; found by the owner, in an index of those few that were named. */
export const holderNames: MigrationFor = ({ columns: { text } }) => ({
  async up(database) {
    for (const column of ["holder_name", "named_at"]) {
      await database.schema.alterTable("customer_links").addColumn(column, text).execute();
    }
    await database.schema
      .createIndex("customer_links_named")
      .on("customer_links")
      .columns(["provider", "target_id"])
      .where(sql.ref("holder_name"), "is not", null)
      .execute();
  },
});
