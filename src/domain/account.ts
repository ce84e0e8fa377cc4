import type { Money } from "./money.ts";

/** What an account is to the one above it. VIRTUAL accounts have no money of their own: they show their main account's. */
export const accountKinds = ["MAIN", "SUB", "VIRTUAL"] as const;
export type AccountKind = (typeof accountKinds)[number];

/** The one status vocabulary. A word that a provider never used before is UNKNOWN, never ACTIVE. */
export const accountStatuses = ["PENDING", "ACTIVE", "INACTIVE", "SUSPENDED", "CLOSED", "DECLINED", "UNKNOWN"] as const;
export type AccountStatus = (typeof accountStatuses)[number];

export const holderTypes = ["INDIVIDUAL", "ORGANISATION"] as const;
export type HolderType = (typeof holderTypes)[number];

export const ownerKinds = ["CLIENT", "USER", "MERCHANT"] as const;
export type OwnerKind = (typeof ownerKinds)[number];

export const productKinds = ["PROGRAM", "PRODUCT", "SERVICE_PROVIDER"] as const;
export type ProductKind = (typeof productKinds)[number];

/** How far the provider is with setting the account up; separate from its status (it can be PENDING and FAILED at once). */
export const provisioningStates = [
  "READY",
  "AWAITING_IDENTIFIERS",
  "IN_PROGRESS",
  "FAILED",
  "OUTDATED",
  "DEPENDENCY_FAILED",
  "UNKNOWN",
] as const;
export type ProvisioningState = (typeof provisioningStates)[number];

/** A moment as ISO 8601 text in UTC with milliseconds: `2025-09-10T13:43:40.758Z`. */
export type Instant = string;

export interface Organisation {
  readonly lei: string | null;
  readonly bic: string | null;
  readonly other: {
    readonly identification: string | null;
    readonly schemeNameCode: string | null;
    readonly schemeNameProprietary: string | null;
    readonly issuer: string | null;
  } | null;
}

/** Who owns the account in the provider's books. `secondaryId` is Paynetics' user below a merchant. */
export interface Owner {
  readonly kind: OwnerKind;
  readonly id: string;
  readonly secondaryId: string | null;
}

export interface ProductRef {
  readonly kind: ProductKind;
  readonly code: string;
  readonly name: string | null;
}

/** A routing code under the provider's own scheme word, such as `sort-code` or `bank-code`. */
export interface RoutingCode {
  readonly scheme: string;
  readonly value: string;
}

export interface Provisioning {
  readonly state: ProvisioningState;
  /** `built-in` or `plug-in` (Integrated Finance); null elsewhere. */
  readonly method: string | null;
  readonly serviceProvider: string | null;
  readonly reference: string | null;
  readonly error: ProvisioningError | null;
}

export interface ProvisioningError {
  readonly category: string | null;
  readonly origin: string | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

export const amountNames = ["available", "current", "blocked", "receivable"] as const;
export type AmountName = (typeof amountNames)[number];

/**
 * One balance as an endpoint tells it. An absent amount was not told and leaves the last known one standing;
 * null was told to be unknown. Balances are matched by `providerBalanceId`, and by currency where there is none.
 */
export interface Balance {
  readonly currency: string;
  readonly providerBalanceId: string | null;
  readonly available?: Money | null;
  readonly current?: Money | null;
  readonly blocked?: Money | null;
  readonly receivable?: Money | null;
  /** The directory's own: when those amounts were told that the last answer about balances left out. */
  readonly toldEarlier?: Readonly<Partial<Record<AmountName, Instant>>>;
  readonly iban: string | null;
  readonly accountNumber: string | null;
  readonly sortCode: string | null;
  /** The account's principal balance. */
  readonly isMain: boolean;
  /** True on a virtual account, whose figures are its main account's. */
  readonly shared: boolean;
}

/** Everything the gateway can know of an account. Unknown is null (or an empty list), never a guess. */
export interface AccountFacts {
  readonly clientAccountId: string | null;
  readonly kind: AccountKind;
  /** The provider's id of the account above a SUB or VIRTUAL one, where the provider tells it. */
  readonly mainAccountId: string | null;
  readonly status: AccountStatus;
  /** The provider's own word for the status, verbatim. */
  readonly providerStatus: string;
  readonly holderType: HolderType | null;
  readonly holderName: string | null;
  readonly holderAliases: readonly string[];
  readonly organisation: Organisation | null;
  readonly owner: Owner | null;
  readonly product: ProductRef | null;
  readonly label: string | null;
  readonly country: string | null;
  readonly currencies: readonly string[];
  readonly iban: string | null;
  readonly bic: string | null;
  readonly accountNumber: string | null;
  /** The provider's internal number (IF ledger number, Paynetics number). */
  readonly ledgerNumber: string | null;
  readonly routingCodes: readonly RoutingCode[];
  /** Null where the provider has no balances at all (Inventi). */
  readonly balances: readonly Balance[] | null;
  readonly provisioning: Provisioning;
  readonly createdAt: Instant | null;
  readonly updatedAt: Instant | null;
  readonly lastUsedAt: Instant | null;
}

/** What one provider answer says of one account: only the facts its endpoint tells. Absent is not null. */
export interface ProviderAccount {
  /** The provider's account id, always text. */
  readonly id: string;
  readonly facts: Partial<AccountFacts>;
  /** The account exactly as the provider wrote it: JSON text, money digits untouched. */
  readonly raw: string;
}
