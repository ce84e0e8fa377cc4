import type { Kysely } from "kysely";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import { oneOf } from "./account-query.ts";
import { ownerChange } from "./event-store.ts";
import type { Tables } from "./tables.ts";

/** Who may see what happens to an account. */
export interface Witnesses {
  /** The customers that it is linked to now. */
  readonly customers: ReadonlySet<string>;
  /** The event by which it came to its owner; 0: it always was that owner's. */
  readonly ownedSince: number;
}

/**
 * Of each account that exists, keyed by `refKey`: the row rule from the account's side, one look
 * for any number of customers.
 */
export async function readWitnesses(
  read: Kysely<Tables>,
  refs: readonly AccountRef[],
): Promise<ReadonlyMap<string, Witnesses>> {
  if (refs.length === 0) return new Map();
  const accounts = read.selectFrom("accounts").where(oneOf(refs));
  const ids = await accounts.select(["accounts.id", "accounts.provider", "accounts.provider_account_id"]).execute();
  if (ids.length === 0) return new Map();
  const rowIds = ids.map(({ id }) => id);
  const linked = await customersOf(read, rowIds).execute();
  const since = await handOvers(read, rowIds).execute();
  return new Map(
    ids.map(({ id, provider, provider_account_id }) => [
      refKey({ provider, id: provider_account_id }),
      {
        customers: new Set(linked.flatMap((row) => (row.id === id ? row.customer_id : []))),
        ownedSince: Number(since.find(({ account_id }) => account_id === id)?.position ?? 0),
      },
    ]),
  );
}

/** The reverse of `linkedTo`. */
function customersOf(read: Kysely<Tables>, rowIds: readonly number[]) {
  const linked = read
    .selectFrom("accounts")
    .innerJoin("customer_links as link", "link.provider", "accounts.provider")
    .where("accounts.id", "in", rowIds)
    .select(["accounts.id", "link.customer_id"]);
  const byOwner = linked
    .whereRef("link.target_kind", "=", "accounts.owner_kind")
    .whereRef("link.target_id", "=", "accounts.owner_id");
  const byUserBelow = linked
    .where("link.target_kind", "=", "USER")
    .whereRef("link.target_id", "=", "accounts.owner_secondary_id");
  const single = linked
    .where("link.target_kind", "=", "ACCOUNT")
    .whereRef("link.target_id", "=", "accounts.provider_account_id");
  return byOwner.union(byUserBelow).union(single);
}

function handOvers(read: Kysely<Tables>, rowIds: readonly number[]) {
  return read
    .selectFrom("account_events")
    .select((row) => ["account_id", row.fn.max("position").as("position")])
    .where("account_id", "in", rowIds)
    .where("type", "=", "DETAILS_CHANGED")
    .where("changes", "like", ownerChange)
    .groupBy("account_id");
}
