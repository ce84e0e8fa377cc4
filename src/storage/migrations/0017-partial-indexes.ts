import { sql } from "kysely";
import type { MigrationFor } from "./index.ts";

interface PartialIndex {
  /** The column that has a value in each of its rows. */
  readonly present: string;
  readonly beside: readonly string[];
}

const indexes = {
  accounts: {
    accounts_country: { present: "country", beside: ["created_order", "id"] },
    accounts_product: { present: "product_code", beside: ["created_order", "id"] },
    accounts_service_provider: { present: "service_provider", beside: ["created_order", "id"] },
    accounts_label: { present: "label", beside: ["created_order", "id"] },
    accounts_owner: { present: "owner_id", beside: ["provider", "owner_kind"] },
    accounts_owner_secondary: { present: "owner_secondary_id", beside: ["provider"] },
    accounts_client_id: { present: "client_account_id", beside: [] },
    accounts_main: { present: "main_account_id", beside: ["provider"] },
  },
  operations: {
    operations_account: { present: "provider_account_id", beside: ["provider", "number"] },
    operations_settled: { present: "settled_at", beside: [] },
  },
} as const;

/**
 * Only what is there stands in these indexes. Nobody looks for what is not, and each place in an index costs a new account a
 * page to be written. A comparison with a value implies `is not null`, so both engines still use them.
 */
export const partialIndexes: MigrationFor = () => ({
  async up(database) {
    for (const [table, ofTable] of Object.entries(indexes)) {
      for (const [name, { present, beside }] of Object.entries<PartialIndex>(ofTable)) {
        await database.schema.dropIndex(name).execute();
        await database.schema
          .createIndex(name)
          .on(table)
          .columns([present, ...beside])
          .where(sql.ref(present), "is not", null)
          .execute();
      }
    }
  },
});
