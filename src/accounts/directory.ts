import { refKey } from "../domain/account-ref.ts";
import type { ProviderLog } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import type { AccountRow } from "../storage/tables.ts";
import { createFreshness } from "./directory-freshness.ts";
import { createObserver } from "./directory-observe.ts";
import { between, matching, oneOf, visibleTo } from "./directory-query.ts";
import { createdOrder, toStoredAccount } from "./directory-rows.ts";
import type { AccountSnapshot, Directory } from "./directory-types.ts";

/** The account directory over the gateway's database. */
export function createDirectory(database: Database, { log }: { log: ProviderLog }): Directory {
  const freshness = createFreshness(database, log);
  const observe = createObserver(database, freshness);
  const toSnapshot = (row: AccountRow): AccountSnapshot => freshness.overlay(toStoredAccount(row).snapshot);

  return {
    now: () => database.now(),
    observe: (observations) => observe(observations),

    async find(viewer, refs) {
      if (refs.length === 0) return new Map();
      const accounts = database.read.selectFrom("accounts").selectAll("accounts");
      const rows = await accounts.where(oneOf(refs)).where(visibleTo(viewer)).execute();
      return new Map(rows.map(toSnapshot).map((snapshot) => [refKey(snapshot.ref), snapshot]));
    },

    async page(viewer, query) {
      const backwards = query.from === "end";
      const descending = (query.order.direction === "DESC") !== backwards;
      const rows = await database.read
        .selectFrom("accounts")
        .selectAll("accounts")
        .where(visibleTo(viewer))
        .where(matching(query.filter))
        .where(between(query))
        .orderBy("created_order", descending ? "desc" : "asc")
        .orderBy("id", descending ? "desc" : "asc")
        .limit(query.limit)
        .execute();
      const snapshots = rows.map(toSnapshot);
      return backwards ? snapshots.reverse() : snapshots;
    },

    async count(viewer, filter) {
      const { total } = await database.read
        .selectFrom("accounts")
        .where(visibleTo(viewer))
        .where(matching(filter))
        .select((row) => row.fn.countAll<number>().as("total"))
        .executeTakeFirstOrThrow();
      return total;
    },

    position: (snapshot) => ({ key: createdOrder(snapshot), rowId: snapshot.rowId }),
    close: () => freshness.close(),
  };
}
