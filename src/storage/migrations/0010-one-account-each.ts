import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** An account comes of one operation: whoever takes two for the same one at the same moment, the second is refused. */
export const oneAccountEach: MigrationFor = () => ({
  async up(database) {
    await database.schema
      .createIndex("operations_opened")
      .unique()
      .on("operations")
      .columns(["provider", "provider_account_id"])
      .where(
        sql<boolean>`provider_account_id is not null and state = 'SUCCEEDED' and mutation in ('createAccount', 'migrateAccount')`,
      )
      .execute();
  },
});
