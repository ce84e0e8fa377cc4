import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** Finds the last change of a status that no webhook had told of, by its provider. */
export const foundChanges: MigrationFor = () => ({
  async up(database) {
    await database.schema
      .createIndex("account_events_found")
      .on("account_events")
      .columns(["provider", "position"])
      .where(sql<boolean>`type = 'STATUS_CHANGED' and cause in ('SWEEP', 'READ')`)
      .execute();
  },
});
