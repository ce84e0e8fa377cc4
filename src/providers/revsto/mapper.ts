import type { AccountFacts, AccountStatus, Balance, HolderType, ProviderAccount } from "../../domain/account.ts";
import type { Money } from "../../domain/money.ts";
import { majorUnits, minorUnits, subtract } from "../kit/money.ts";
import type { Config } from "./config.ts";
import type { WireAccount, WireAmount } from "./wire.ts";

type AmountUnit = Config["amountUnit"];

const statuses: ReadonlyMap<string, AccountStatus> = new Map([
  ["PENDING", "PENDING"],
  ["OPENED", "ACTIVE"],
  ["SUSPENDED", "SUSPENDED"],
  ["CLOSED", "CLOSED"],
]);

/** What is known beside an account itself. */
interface Known {
  readonly unit: AmountUnit;
  /** By the profiles that may hold the account's product; undefined where they do not tell. */
  readonly holderType: HolderType | undefined;
}

/**
 * What a read or a list row tells; `raw` is the account as written. Revsto tells no holder name (it is the user's), no
 * hierarchy, country or time of change.
 */
export function toAccount(wire: WireAccount, raw: string, { unit, holderType }: Known): ProviderAccount {
  const facts: Partial<AccountFacts> = {
    kind: "MAIN",
    status: statuses.get(wire.status) ?? "UNKNOWN",
    providerStatus: wire.status,
    owner: wire.userId === null ? null : { kind: "USER", id: wire.userId, secondaryId: null },
    product: wire.productId === null ? null : { kind: "PRODUCT", code: wire.productId, name: null },
    label: wire.label,
    iban: wire.iban,
    bic: wire.bic,
    // Identifiers follow some time after opening; the IBAN alone decides, also on an account closed without one.
    provisioning: {
      state: wire.iban === null ? "AWAITING_IDENTIFIERS" : "READY",
      method: null,
      serviceProvider: null,
      reference: null,
      error: null,
    },
    createdAt: wire.createdAt,
    lastUsedAt: wire.lastUsedAt,
    // Always null in the documents: a null must not wipe out a reference that was given elsewhere.
    ...(wire.externalId !== null && { clientAccountId: wire.externalId }),
    ...(holderType !== undefined && { holderType }),
    ...toBalances(wire, unit),
  };
  return { id: wire.id, facts, raw };
}

/** The one balance of an account, in its product's currency, under the account's IBAN. */
function toBalances(wire: WireAccount, unit: AmountUnit): Pick<AccountFacts, "currencies" | "balances"> | null {
  const currency = wire.balance?.currency ?? wire.availableBalance?.currency;
  if (currency === undefined) return null;
  const current = toMoney(wire.balance, unit);
  const available = toMoney(wire.availableBalance, unit);
  const balance: Balance = {
    currency,
    providerBalanceId: null,
    current,
    available,
    blocked: toBlocked(current, available),
    iban: wire.iban,
    accountNumber: null,
    sortCode: null,
    isMain: true,
    shared: false,
  };
  return { currencies: [currency], balances: [balance] };
}

/** 997480 is EUR 9,974.80 in minor units. Null where not told, or in a currency whose minor unit nobody knows. */
function toMoney(wire: WireAmount | null | undefined, unit: AmountUnit): Money | null {
  if (!wire) return null;
  return unit === "minor" ? minorUnits(wire.value, wire.currency) : majorUnits(wire.value, wire.currency);
}

/** What is there but may not be spent. Unknown where more may be spent than is there: that is credit, not a hold. */
function toBlocked(current: Money | null, available: Money | null): Money | null {
  if (current === null || available?.currency !== current.currency) return null;
  const blocked = subtract(current, available);
  return blocked.amount.startsWith("-") ? null : blocked;
}
