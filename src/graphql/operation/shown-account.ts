import type { AccountRef } from "../../domain/account-ref.ts";
import type { Account } from "../account/account-type.ts";
import { findAccount } from "../account/find-account.ts";
import type { GatewayContext } from "../context.ts";

/** The account as it is known, without a call to its provider; null where the caller may not see it, or no accounts at all. */
export async function shownAccount(context: GatewayContext, ref: AccountRef | null): Promise<Account | null> {
  if (ref === null || !context.principal.scopes.has("accounts:read")) return null;
  return findAccount(context, ref, null);
}
