import { refKey } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { ProviderLog } from "../providers/provider.ts";
import { countAccounts } from "../storage/account-count.ts";
import { loadPage, selectByRef } from "../storage/account-query.ts";
import { type ReadAccountRow, sortKeys, toStoredAccount } from "../storage/account-rows.ts";
import { isOwnerLinked } from "../storage/customer-store.ts";
import type { Database } from "../storage/database.ts";
import type { Directory } from "./directory-contract.ts";
import { createFreshness } from "./directory-freshness.ts";
import { createMissingObserver, createObserver } from "./directory-observe.ts";

export interface DirectoryOptions {
  /**
   * The names of the configured providers: accounts of others that were stored before, or by another
   * process, are out of sight.
   */
  readonly providers: readonly string[];
  readonly log: ProviderLog;
  /** How long fresh balances and dates of unchanged accounts may wait before they are written. */
  readonly writeAfterMs?: number;
}

/** The account directory over the gateway's database. */
export function createDirectory(
  database: Database,
  { providers, log, writeAfterMs = 1_000 }: DirectoryOptions,
): Directory {
  const freshness = createFreshness(database, { log, writeAfterMs });
  const { observe, observeChanges } = createObserver(database, freshness, log);
  const toSnapshot = (row: ReadAccountRow): AccountSnapshot => freshness.overlay(toStoredAccount(row).snapshot);

  return {
    now: () => database.now(),
    observe,
    observeChanges,
    observeMissing: createMissingObserver(database, freshness),

    async find(viewer, refs) {
      if (refs.length === 0) return new Map();
      const rows = await selectByRef(database.read, { viewer, providers }, refs).execute();
      return new Map(rows.map(toSnapshot).map((snapshot) => [refKey(snapshot.ref), snapshot]));
    },

    async page(viewer, query) {
      const rows = await loadPage(database, { viewer, providers }, query);
      return (query.from === "start" ? rows : rows.toReversed()).map(toSnapshot);
    },

    count: (viewer, filter) => countAccounts(database, { viewer, providers }, filter),
    isOwnerInSight: async (viewer, provider, owner) =>
      viewer.sees === "everything" || isOwnerLinked(database.read, viewer.customerId, provider, owner),
    position: (snapshot, { field }) => ({ key: sortKeys[field](snapshot), rowId: snapshot.rowId }),
    close: () => freshness.close(),
  };
}
