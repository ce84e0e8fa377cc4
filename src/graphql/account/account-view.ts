import type { AccountReading } from "../../accounts/account-loader.ts";
import { offeredTransitions } from "../../accounts/offered-transitions.ts";
import type { ProviderCard } from "../../accounts/provider-overview.ts";
import type { AccountFacts, Provisioning as ProvisioningFacts } from "../../domain/account.ts";
import type { Viewer } from "../../domain/viewer.ts";
import { providerView } from "../provider/provider-view.ts";
import { accountId } from "../relay/node.ts";
import type { Account, AccountIdentifiers } from "./account-type.ts";
import type { Provisioning } from "./provisioning-types.ts";

/** An account as the schema shows it to the viewer. */
export function accountView(viewer: Viewer, reading: AccountReading, card: ProviderCard): Account {
  const { snapshot, staleness } = reading;
  const { facts, ref } = snapshot;
  const availableTransitions = offeredTransitions(viewer, card.provider, facts);
  return {
    nodeType: "Account",
    reading,
    id: accountId(ref),
    provider: providerView(card),
    providerAccountId: ref.id,
    clientAccountId: facts.clientAccountId,
    kind: facts.kind,
    status: facts.status,
    providerStatus: facts.providerStatus,
    statusChangedAt: snapshot.statusChangedAt,
    availableTransitions,
    reopenable: facts.status === "CLOSED" && availableTransitions.includes("ACTIVE"),
    holder: {
      type: facts.holderType,
      name: facts.holderName,
      aliases: facts.holderAliases,
      organisation: facts.organisation,
    },
    owner: facts.owner && { ...facts.owner, provider: ref.provider },
    product: facts.product,
    label: facts.label,
    country: facts.country,
    currencies: facts.currencies,
    iban: facts.iban,
    bic: facts.bic,
    accountNumber: facts.accountNumber,
    ledgerNumber: facts.ledgerNumber,
    routingCodes: facts.routingCodes,
    identifiers: identifierViews(facts),
    provisioning: provisioningView(facts.provisioning),
    createdAt: facts.createdAt,
    updatedAt: facts.updatedAt,
    lastUsedAt: facts.lastUsedAt,
    firstSeenAt: snapshot.firstSeenAt,
    missingSince: snapshot.missingSince,
    asOf: snapshot.asOf,
    staleness: staleness && { code: staleness.code, message: staleness.message, retryable: staleness.retryable },
  };
}

function provisioningView(provisioning: ProvisioningFacts): Provisioning {
  const { error } = provisioning;
  return {
    ...provisioning,
    error: error && {
      ...error,
      attributes: Object.entries(error.attributes).map(([key, value]) => ({ key, value })),
    },
  };
}

/** One entry a balance; the principal one (the first, where none says so) also has what the account tells of itself. */
function identifierViews({
  balances,
  currencies,
  iban,
  accountNumber,
  routingCodes,
}: AccountFacts): AccountIdentifiers[] {
  const sortCode = routingCodes.find(({ scheme }) => scheme === "sort-code")?.value ?? null;
  const own = { currency: currencies[0] ?? null, iban, sortCode, accountNumber, isMain: true };
  if (balances === null || balances.length === 0) return [own];
  const principal = balances.find(({ isMain }) => isMain) ?? balances[0];
  return balances.map((balance) => ({
    currency: balance.currency,
    iban: balance.iban ?? (balance === principal ? own.iban : null),
    sortCode: balance.sortCode ?? (balance === principal ? own.sortCode : null),
    accountNumber: balance.accountNumber ?? (balance === principal ? own.accountNumber : null),
    isMain: balance.isMain,
  }));
}
