import type { AccountRef } from "../../domain/account-ref.ts";
import type { Account } from "../account/account-type.ts";
import { accountView } from "../account/account-view.ts";
import type { GatewayContext } from "../context.ts";

/**
 * The account as it is stored, whatever its provider can tell now; null where the caller may not see
 * it, or no accounts at all.
 */
export async function shownAccount(context: GatewayContext, ref: AccountRef | null): Promise<Account | null> {
  if (ref === null || !context.principal.scopes.has("accounts:read")) return null;
  const card = context.providers.get(ref.provider);
  const snapshot = card && (await context.accounts.stored(ref));
  return snapshot ? accountView(context.viewer, { snapshot, staleness: null }, card) : null;
}
