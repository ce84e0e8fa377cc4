import type { AccountRef } from "../../domain/account-ref.ts";
import type { GatewayContext } from "../context.ts";
import type { Account } from "./account-type.ts";
import { accountView } from "./account-view.ts";

/** The account no older than `maxAge` seconds (null: any age), as the schema shows it; null when the caller may not see it. */
export async function findAccount(
  context: GatewayContext,
  ref: AccountRef,
  maxAge: number | null,
): Promise<Account | null> {
  const card = context.providers.get(ref.provider);
  const reading = card && (await context.accounts.read(ref, maxAge));
  return reading && accountView(reading, card);
}
