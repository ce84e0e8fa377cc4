import { mayShowLate } from "../late-accounts.ts";
import type { MigrationFor } from "./index.ts";

/** Finds those few operations that an account which appears may have come of. */
export const lateAccounts: MigrationFor = () => ({
  async up(database) {
    await database.schema.createIndex("operations_late").on("operations").column("lane").where(mayShowLate).execute();
  },
});
