import type { AccountFacts, AccountStatus, HolderType, Organisation, ProviderAccount } from "../../domain/account.ts";
import type { WireAccount } from "./wire.ts";

const statuses: ReadonlyMap<string, AccountStatus> = new Map([
  ["OPEN", "ACTIVE"],
  ["CLOSED", "CLOSED"],
]);

const holderTypes: ReadonlyMap<string, HolderType> = new Map([
  ["PRIVATE", "INDIVIDUAL"],
  ["LEGAL", "ORGANISATION"],
]);

/** Inventi's word for a status; null for those that it does not have. */
export function toWireStatus(status: AccountStatus): string | null {
  return [...statuses].find(([, known]) => known === status)?.[0] ?? null;
}

/** Inventi's word for what a holder is. */
export function toWireHolderType(type: HolderType): string {
  return type === "ORGANISATION" ? "LEGAL" : "PRIVATE";
}

/** Null for a word that Inventi never used before. */
export function toHolderType(word: string): HolderType | null {
  return holderTypes.get(word) ?? null;
}

/**
 * What any account answer tells; `raw` is the account as written. Inventi has no balances, BIC, owner, product,
 * label or hierarchy; `currency` is the configured one.
 */
export function toAccount(wire: WireAccount, raw: string, currency: string): ProviderAccount {
  const { countryCode = null, bankCode = null, accountCode = null } = wire.ibanMetadata ?? {};
  const facts: Partial<AccountFacts> = {
    kind: "MAIN",
    status: statuses.get(wire.status) ?? "UNKNOWN",
    providerStatus: wire.status,
    clientAccountId: wire.clientAccountId,
    holderType: toHolderType(wire.accountType),
    holderName: wire.accountHolderName,
    holderAliases: wire.accountHolderNameAliases ?? [],
    organisation: toOrganisation(wire.organisationIdentification),
    country: countryCode,
    currencies: [currency],
    iban: wire.iban,
    accountNumber: accountCode,
    routingCodes: bankCode === null ? [] : [{ scheme: "bank-code", value: bankCode }],
    // The IBAN is part of the create answer: there is no state before it.
    provisioning: { state: "READY", method: null, serviceProvider: null, reference: null, error: null },
    createdAt: wire.createdAt,
    updatedAt: wire.updatedAt,
  };
  return { id: wire.id, facts, raw };
}

function toOrganisation(wire: WireAccount["organisationIdentification"]): Organisation | null {
  return wire ? { lei: wire.lei, bic: wire.bic, other: wire.other ?? null } : null;
}
