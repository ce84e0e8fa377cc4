import type { ProviderAccount } from "../../domain/account.ts";
import { isSameOwner } from "../../domain/same-owner.ts";
import { readShape } from "../kit/answers.ts";
import { readAccount } from "../kit/rows.ts";
import type { ListFilter, PlannedCreation, SoughtCreation } from "../provider.ts";
import { toAccount } from "./mapper.ts";
import { wireAccount, wireToken } from "./wire.ts";

// Paynetics has no key, no reference of ours and no date to know an account by. What is left: of all accounts of the owner
// in the program, those that were not there before.

/** What narrows the list to the accounts that a new one could be taken for. */
export function filterOf({ owner, productCode }: PlannedCreation): ListFilter {
  const merchantId = owner?.kind === "MERCHANT" ? owner.id : undefined;
  const userId = owner?.kind === "MERCHANT" ? (owner.secondaryId ?? undefined) : owner?.id;
  return { ...(merchantId && { merchantId }), ...(userId && { userId }), ...(productCode && { productCode }) };
}

/** The token of each row. Throws PROVIDER_MALFORMED_ANSWER for a row without: it might be any account. */
export function tokensOf(provider: string, rows: readonly unknown[]): readonly string[] {
  return [...new Set(rows.map((row) => readShape(provider, wireToken, row).token))];
}

/**
 * The rows that `before` does not have and that are what was asked for, each once. Throws PROVIDER_MALFORMED_ANSWER for
 * a new row that cannot be read: it may be the one.
 */
export function candidatesAmong(
  provider: string,
  rows: readonly unknown[],
  { plan, before }: SoughtCreation,
): readonly ProviderAccount[] {
  const known = new Set(before);
  const candidates = new Map<string, ProviderAccount>();
  for (const row of rows) {
    const { token } = readShape(provider, wireToken, row);
    if (known.has(token)) continue;
    const account = readAccount(provider, row, wireAccount, toAccount);
    if (isAsPlanned(account, plan)) candidates.set(token, account);
  }
  return [...candidates.values()];
}

function isAsPlanned({ facts }: ProviderAccount, { owner, productCode, mainAccountId }: PlannedCreation): boolean {
  return (
    isSameOwner(facts.owner ?? null, owner) &&
    facts.product?.code === productCode &&
    facts.kind === (mainAccountId === null ? "MAIN" : "VIRTUAL")
  );
}
