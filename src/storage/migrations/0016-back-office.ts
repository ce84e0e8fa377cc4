import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/**
 * What the back office asks of operations: with which HTTP status one failed, which nobody knows of earlier failures; which
 * one has a key that a customer tells, whoever's it is; and that one was given up, where it still said that it was in doubt.
 */
export const backOffice: MigrationFor = () => ({
  async up(database) {
    await database.schema.alterTable("operations").addColumn("http_status", "integer").execute();
    await database.schema
      .createIndex("operations_idempotency_key")
      .on("operations")
      .columns(["idempotency_key", "number"])
      .execute();
    const givenUp = "The back office decided that nothing more is done for this key.";
    await database
      .updateTable("operations")
      .set({
        error_code: "OPERATION_ABANDONED",
        // Of what was cut off while it was sent nothing was said once.
        error_message: sql`cast(${givenUp} as text) || coalesce(' Before that: ' || error_message, '')`,
        provider_code: null,
      })
      .where("state", "=", "ABANDONED")
      .execute();
  },
});
