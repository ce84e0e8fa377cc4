import type { AccountFilter } from "../../domain/account-list.ts";
import type { AccountRef } from "../../domain/account-ref.ts";
import { GatewayError } from "../../domain/errors.ts";
import type { GatewayContext } from "../context.ts";
import type { Account } from "./account-type.ts";
import { accountView } from "./account-view.ts";

/**
 * The account no older than `maxAge` seconds (null: any age), as the schema shows it; null when the caller may not see it.
 */
export async function findAccount(
  context: GatewayContext,
  ref: AccountRef,
  maxAge: number | null,
): Promise<Account | null> {
  const card = context.providers.get(ref.provider);
  const reading = card && (await context.accounts.read(ref, maxAge));
  return reading && accountView(context.viewer, reading, card);
}

/** The first hundred accounts that pass a filter, oldest first, each no older than `maxAge` seconds. */
export async function findAccounts(
  context: GatewayContext,
  filter: AccountFilter,
  maxAge: number | null,
): Promise<readonly Account[]> {
  const order = { field: "CREATED_AT", direction: "ASC" } as const;
  const query = { filter, order, after: null, before: null, limit: 100, from: "start" } as const;
  const found = await context.directory.page(context.viewer, query);
  const accounts = await Promise.all(found.map(({ ref }) => findAccount(context, ref, maxAge)));
  return accounts.filter((account) => account !== null);
}

/** Throws AMBIGUOUS_CLIENT_ACCOUNT_ID when there are several. */
export function onlyOne(accounts: readonly Account[]): Account | null {
  const [first = null, ...others] = accounts;
  if (others.length === 0) return first;
  const names = accounts.map(({ provider }) => provider.name).join(", ");
  throw new GatewayError(
    "AMBIGUOUS_CLIENT_ACCOUNT_ID",
    `Several accounts have this id; name the provider, which is one of ${names}.`,
  );
}
