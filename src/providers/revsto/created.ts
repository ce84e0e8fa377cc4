import type { ProviderAccount } from "../../domain/account.ts";
import { GatewayError } from "../../domain/errors.ts";
import { readShape } from "../kit/answers.ts";
import type { SoughtCreation } from "../provider.ts";
import { type WireAccount, wireHolding } from "./wire.ts";

// Revsto has no key and no reference of ours to know an account by, but tells when each was opened, by its own clock.

/**
 * The rows with the user's accounts of the product that were opened after the request was about to leave for the first
 * time, or shortly before it by a clock that may be behind ours. Each once, as it was listed last. Throws
 * PROVIDER_MALFORMED_ANSWER for a row that may be the one and cannot be read.
 */
export function candidatesAmong(
  provider: string,
  rows: readonly unknown[],
  { plan, sentAt }: SoughtCreation,
  { toleranceMs, read }: { readonly toleranceMs: number; readonly read: (row: unknown) => ProviderAccount },
): readonly ProviderAccount[] {
  // Times are told in whole seconds, cut off: an account of 12.9 s says 12.
  const earliest = Math.floor((Date.parse(sentAt) - toleranceMs) / 1000) * 1000;
  const candidates = new Map<string, ProviderAccount>();
  for (const row of rows) {
    const { userId, productId } = readShape(provider, wireHolding, row);
    if (userId !== plan.owner?.id || productId !== plan.productCode) continue;
    const account = read(row);
    const { createdAt } = account.facts;
    if (!createdAt) throw untold(provider);
    if (Date.parse(createdAt) >= earliest) candidates.set(account.id, account);
  }
  return [...candidates.values()];
}

function untold(provider: string): GatewayError {
  const message = `${provider} does not tell when an account was opened`;
  return new GatewayError("PROVIDER_MALFORMED_ANSWER", message, { provider });
}

/**
 * What the answer to a creation tells. Identifiers follow later: that they are not in it does not say that there are
 * none, for another answer may have told them meanwhile.
 */
export function toCreated(wire: WireAccount, { facts, ...account }: ProviderAccount): ProviderAccount {
  const { iban: _, bic: __, ...told } = facts;
  return {
    ...account,
    facts: { ...told, ...(wire.iban !== null && { iban: wire.iban }), ...(wire.bic !== null && { bic: wire.bic }) },
  };
}
