import { accountsWith } from "../accounts/accounts-of-holder.ts";
import type { Directory } from "../accounts/directory-contract.ts";
import { type ReadThroughParts, readThrough } from "../accounts/read-through.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Operation } from "../domain/operation.ts";

// A client's own id that an account has of which only its provider knows: made since the last sweep, and not by the gateway.

/** The account that a change is about, if there is one, and the client's own id that it would have got. */
export interface IdWish {
  readonly account: AccountRef | null;
  readonly clientAccountId: string | null;
}

/**
 * Why a change was refused at its first sending: where another account of the provider has the client's own id, that is
 * why, and from now on the account is known. The refusal as it is otherwise, and where that cannot be asked.
 */
export async function whyRefused(parts: ReadThroughParts, refusal: GatewayError, wish: IdWish): Promise<GatewayError> {
  const { provider, call } = parts;
  const { clientAccountId, account } = wish;
  const canAsk = clientAccountId !== null && provider.filters.includes("clientAccountId");
  if (refusal.code !== "PROVIDER_REJECTED" || !canAsk) return refusal;
  const page = await provider.listAccounts(call, null, { clientAccountId }).catch(() => null);
  const ids = (page?.accounts ?? [])
    .filter(({ id, facts }) => facts.clientAccountId === clientAccountId && id !== account?.id)
    .map(({ id }) => id);
  if (ids.length === 0) return refusal;
  await readThrough(parts, ids);
  const message = `Another account at ${provider.name} has this clientAccountId. Use a new one.`;
  return new GatewayError("DUPLICATE_CLIENT_ACCOUNT_ID", message, refusal.details, refusal);
}

/**
 * The account, at the same provider, that has the client's own id of an operation which was refused for it;
 * null where none is known.
 */
export async function accountInTheWay(
  directory: Directory,
  { provider, clientAccountId, account }: Operation,
): Promise<AccountRef | null> {
  if (provider === null || clientAccountId === null) return null;
  const found = await accountsWith(directory, { providers: [provider], clientAccountIds: [clientAccountId] });
  return found.find(({ ref }) => ref.id !== account?.id)?.ref ?? null;
}
