import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

/** The journal of changes, and the clients' own ids that are taken. */
export const operations: MigrationFor = ({ columns: { rowId, text } }) => ({
  async up(database) {
    await database.schema
      .createTable("operations")
      .addColumn("number", rowId, (column) => column.primaryKey())
      .addColumn("id", text, (column) => column.notNull().unique())
      // Whose key it is; what a token does not name is empty, so that the key stays unique.
      .addColumn("issuer", text, (column) => column.notNull())
      .addColumn("client_id", text, (column) => column.notNull())
      .addColumn("subject", text, (column) => column.notNull())
      .addColumn("mutation", text, (column) => column.notNull())
      .addColumn("idempotency_key", text, (column) => column.notNull())
      .addColumn("fingerprint", text, (column) => column.notNull())
      .addColumn("state", text, (column) => column.notNull())
      .addColumn("provider", text)
      .addColumn("provider_account_id", text)
      .addColumn("client_account_id", text)
      .addColumn("customer_id", text)
      // What only one operation at a time may change.
      .addColumn("lane", text)
      .addColumn("plan", text)
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("misses", "integer", (column) => column.notNull())
      // 1: a person decided that it is sent once more.
      .addColumn("send_again", "integer", (column) => column.notNull())
      .addColumn("fence", "integer", (column) => column.notNull())
      .addColumn("lease_until", text)
      .addColumn("created_at", text, (column) => column.notNull())
      .addColumn("dispatched_at", text)
      .addColumn("settled_at", text)
      .addColumn("next_attempt_at", text)
      .addColumn("error_code", text)
      .addColumn("error_message", text)
      .addColumn("provider_code", text)
      .addColumn("candidates", text, (column) => column.notNull())
      .addUniqueConstraint("operations_key", ["issuer", "client_id", "subject", "mutation", "idempotency_key"])
      .execute();
    await database.schema
      .createIndex("operations_lane")
      .unique()
      .on("operations")
      .column("lane")
      .where(sql<boolean>`lane is not null and state in ('DISPATCHING', 'IN_DOUBT')`)
      .execute();
    const indexes = {
      operations_state: ["state", "number"],
      operations_provider: ["provider", "number"],
      operations_account: ["provider_account_id", "provider", "number"],
      operations_mutation: ["mutation", "number"],
      operations_settled: ["settled_at"],
    };
    for (const [name, indexed] of Object.entries(indexes)) {
      await database.schema.createIndex(name).on("operations").columns(indexed).execute();
    }
    await database.schema
      .createTable("reservations")
      .addColumn("client_account_id", text, (column) => column.primaryKey())
      .addColumn("operation_id", text, (column) => column.notNull())
      .execute();
    await database.schema.createIndex("reservations_operation").on("reservations").column("operation_id").execute();
  },
});
