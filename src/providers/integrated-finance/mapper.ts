import type {
  AccountFacts,
  AccountStatus,
  Balance,
  HolderType,
  ProductRef,
  ProviderAccount,
  RoutingCode,
} from "../../domain/account.ts";
import type { Money } from "../../domain/money.ts";
import { majorUnits } from "../kit/money.ts";
import { type Told, told } from "../kit/told.ts";
import { type Endpoint, toProvisioning } from "./provisioning.ts";
import type { WireAccount } from "./wire.ts";

const statuses: ReadonlyMap<string, AccountStatus> = new Map([
  ["pending", "PENDING"],
  ["active", "ACTIVE"],
  ["inactive", "INACTIVE"],
  ["suspended", "SUSPENDED"],
  ["closed", "CLOSED"],
  ["declined", "DECLINED"],
]);

/** The words for what a client is. */
export const holderTypes: ReadonlyMap<string, HolderType> = new Map([
  ["individual", "INDIVIDUAL"],
  ["corporate", "ORGANISATION"],
]);

/** The provider's word for a status; null for UNKNOWN, which it has no word for. */
export function toWireStatus(status: AccountStatus): string | null {
  return [...statuses].find(([, known]) => known === status)?.[0] ?? null;
}

/** What the details of one account tell; `raw` is the account as written. No endpoint tells any date. */
export function toAccount(wire: WireAccount, raw: string): ProviderAccount {
  return account(wire, raw, "details");
}

/** What one row of a list tells. */
export function toListedAccount(wire: WireAccount, raw: string): ProviderAccount {
  return account(wire, raw, "list");
}

/** What the answer to opening or migrating an account tells. */
export function toCreatedAccount(wire: WireAccount, raw: string): ProviderAccount {
  return account(wire, raw, "creation");
}

/** What the answer to a change tells. */
export function toUpdatedAccount(wire: WireAccount, raw: string): ProviderAccount {
  return account(wire, raw, "update");
}

function account(wire: WireAccount, raw: string, endpoint: Endpoint): ProviderAccount {
  const status = statuses.get(wire.status) ?? "UNKNOWN";
  const facts: Told<AccountFacts> = {
    status,
    providerStatus: wire.status,
    ...toHierarchy(wire, endpoint),
    holderType: known(wire.accountHolderIdentityType, (word) => holderTypes.get(word) ?? null),
    holderName: wire.accountHolderName,
    owner: known(wire.clientId, (id) => ({ kind: "CLIENT", id, secondaryId: null })),
    product: toProduct(wire),
    label: wire.alias,
    country: wire.country,
    currencies: [wire.currency],
    iban: wire.iban,
    bic: wire.routingCodes && (wire.routingCodes.bic ?? null),
    accountNumber: wire.accountNumber,
    ledgerNumber: wire.ledgerNumber,
    routingCodes: wire.routingCodes && toRoutingCodes(wire.routingCodes),
    balances: [toBalance(wire)],
    provisioning: toProvisioning(wire, status, endpoint),
  };
  return { id: wire.id, facts: told(facts), raw };
}

/**
 * A main account says null or leaves the field out; a sub-account always has it. Only for answers to changes no sample
 * shows a sub-account: there its absence tells nothing.
 */
function toHierarchy(
  { mainAccountId }: WireAccount,
  endpoint: Endpoint,
): Told<Pick<AccountFacts, "kind" | "mainAccountId">> {
  if (mainAccountId === undefined && endpoint === "update") return {};
  return { kind: mainAccountId ? "SUB" : "MAIN", mainAccountId: mainAccountId ?? null };
}

/**
 * Plug-in accounts name their service provider on the connection only, at first. Where an answer shows no connection, as
 * details of sub-accounts, that it names none tells nothing: a list may show the connection.
 */
function toProduct({ serviceProvider, connection }: WireAccount): ProductRef | null | undefined {
  const code = serviceProvider ?? connection?.serviceProvider;
  if (code) return { kind: "SERVICE_PROVIDER", code, name: null };
  return connection ? null : undefined;
}

/** The provider's open map of schemes; the BIC in it is the account's `bic`. */
function toRoutingCodes(codes: NonNullable<WireAccount["routingCodes"]>): readonly RoutingCode[] {
  return Object.entries(codes).flatMap(([scheme, value]) => (scheme === "bic" || !value ? [] : [{ scheme, value }]));
}

/** The one balance of an account, in its one currency, under the account's identifiers. */
function toBalance(wire: WireAccount): Balance {
  const money = (amount: string | null): Money | null => (amount === null ? null : majorUnits(amount, wire.currency));
  return {
    currency: wire.currency,
    providerBalanceId: null,
    // Lists tell the receivable amount, details mostly do not.
    ...(wire.availableBalance !== undefined && { available: money(wire.availableBalance) }),
    ...(wire.receivableBalance !== undefined && { receivable: money(wire.receivableBalance) }),
    iban: wire.iban ?? null,
    accountNumber: wire.accountNumber ?? null,
    sortCode: wire.routingCodes?.["sort-code"] ?? null,
    isMain: true,
    shared: false,
  };
}

/** Maps what was told and is known; keeps apart what is unknown (null) and what was not told (undefined). */
function known<Told extends string, Fact>(
  value: Told | null | undefined,
  map: (value: Told) => Fact,
): Fact | null | undefined {
  return value === null || value === undefined ? value : map(value);
}
