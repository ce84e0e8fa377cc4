import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

const indexes = {
  accounts: {
    accounts_country: ["country", "created_order", "id"],
    accounts_product: ["product_code", "created_order", "id"],
    accounts_service_provider: ["service_provider", "created_order", "id"],
    accounts_label: ["label", "created_order", "id"],
    accounts_owner: ["owner_id", "provider", "owner_kind"],
    accounts_owner_secondary: ["owner_secondary_id", "provider"],
    accounts_client_id: ["client_account_id"],
    accounts_main: ["main_account_id", "provider"],
  },
  operations: {
    operations_account: ["provider_account_id", "provider", "number"],
    operations_settled: ["settled_at"],
  },
} as const;

/**
 * Leaves out of the indexes what an account or operation does not have, and nobody looks for: each place in one costs a page
 * to be written.
 */
export const toldValues: MigrationFor = () => ({
  async up(database) {
    for (const [table, ofTable] of Object.entries(indexes)) {
      for (const [name, columns] of Object.entries<readonly string[]>(ofTable)) {
        await database.schema.dropIndex(name).execute();
        await database.schema
          .createIndex(name)
          .on(table)
          .columns([...columns])
          .where(sql.ref(columns[0] ?? ""), "is not", null)
          .execute();
      }
    }
  },
});
