import type { AccountFilter } from "../../src/client/index.ts";
import type { FindQuery } from "../generated/documents.ts";

export type Account = FindQuery["accounts"]["edges"][number]["node"];

export const sample = <T>(values: readonly (T | null | undefined)[]): T => {
  const found = values.find((value) => value !== null && value !== undefined);
  if (found === undefined || found === null) throw new Error("The sandbox has no account to try this with.");
  return found;
};

/** Values that some of these accounts have. */
export const samplesOf = (all: () => readonly Account[]) => ({
  anIban: () => sample(all().map(({ iban }) => iban)),
  aNumber: () => sample(all().map(({ accountNumber }) => accountNumber)),
  aLedgerNumber: () => sample(all().map(({ ledgerNumber }) => ledgerNumber)),
  aCode: () => sample(all().flatMap(({ routingCodes }) => routingCodes)),
  anOwner: () => sample(all().map(({ owner }) => owner)),
  aUserBelow: () => sample(all().map(({ owner }) => owner?.secondaryId)),
  aMain: () => sample(all().map(({ mainAccount }) => mainAccount?.id)),
  aLabel: () => sample(all().map(({ label }) => label)),
});

export const plain = (iban: string | null) => iban?.replaceAll(" ", "").toUpperCase();
const inEuros = ({ balances }: Account) =>
  balances?.find(({ currency }) => currency === "EUR")?.available?.amount ?? null;

/** Every filter: its name, one of its kind, and which accounts it names. */
export function filtersOf({
  anIban,
  aNumber,
  aLedgerNumber,
  aCode,
  anOwner,
  aUserBelow,
  aMain,
  aLabel,
}: ReturnType<typeof samplesOf>): readonly [string, () => AccountFilter, (account: Account) => boolean][] {
  const middle = "2025-01-01T00:00:00.000Z";
  return [
    ["providers", () => ({ providers: ["if", "revsto"] }), ({ provider }) => ["if", "revsto"].includes(provider.name)],
    ["kinds", () => ({ kinds: ["SUB", "VIRTUAL"] }), ({ kind }) => kind !== "MAIN"],
    [
      "statuses",
      () => ({ statuses: ["SUSPENDED", "CLOSED"] }),
      ({ status }) => ["SUSPENDED", "CLOSED"].includes(status),
    ],
    ["holderTypes", () => ({ holderTypes: ["ORGANISATION"] }), ({ holder }) => holder.type === "ORGANISATION"],
    [
      "currencies",
      () => ({ currencies: ["GBP", "JPY"] }),
      ({ currencies }) => currencies.some((one) => ["GBP", "JPY"].includes(one)),
    ],
    ["countries", () => ({ countries: ["GB"] }), ({ country }) => country === "GB"],
    [
      "owners",
      () => ({ owners: [{ kind: anOwner().kind, id: anOwner().id }] }),
      ({ owner }) => owner?.id === anOwner().id,
    ],
    ["owners of any kind", () => ({ owners: [{ id: anOwner().id }] }), ({ owner }) => owner?.id === anOwner().id],
    [
      "users below owners",
      () => ({ owners: [{ kind: "USER", id: aUserBelow() }] }),
      ({ owner }) => owner?.secondaryId === aUserBelow() || owner?.id === aUserBelow(),
    ],
    [
      "products",
      () => ({ products: ["account_eur", "235"] }),
      ({ product }) => ["account_eur", "235"].includes(product?.code ?? ""),
    ],
    [
      "serviceProviders",
      () => ({ serviceProviders: ["railsbank"] }),
      ({ provisioning, product }) =>
        (provisioning.serviceProvider ?? (product?.kind === "SERVICE_PROVIDER" ? product.code : null)) === "railsbank",
    ],
    ["customers", () => ({ customers: ["nobody"] }), () => false],
    [
      "labels",
      () => ({ labels: [aLabel().toUpperCase()] }),
      ({ label }) => label?.toUpperCase() === aLabel().toUpperCase(),
    ],
    [
      "ibans",
      () => ({
        ibans: [
          ` ${anIban()
            .toLowerCase()
            .replaceAll(/(.{4})/g, "$1 ")}`,
        ],
      }),
      ({ iban, identifiers }) =>
        [iban, ...identifiers.map((one) => one.iban)].some((one) => plain(one) === plain(anIban())),
    ],
    [
      "accountNumbers",
      () => ({ accountNumbers: [aNumber()] }),
      ({ accountNumber, identifiers }) =>
        [accountNumber, ...identifiers.map((one) => one.accountNumber)].includes(aNumber()),
    ],
    [
      "ledgerNumbers",
      () => ({ ledgerNumbers: [aLedgerNumber()] }),
      ({ ledgerNumber }) => ledgerNumber === aLedgerNumber(),
    ],
    [
      "routingCodes",
      () => ({ routingCodes: [{ scheme: aCode().scheme, value: aCode().value }] }),
      ({ routingCodes }) =>
        routingCodes.some(({ scheme, value }) => scheme === aCode().scheme && value === aCode().value),
    ],
    [
      "routing codes of any scheme",
      () => ({ routingCodes: [{ value: aCode().value }] }),
      ({ routingCodes }) => routingCodes.some(({ value }) => value === aCode().value),
    ],
    [
      "routing codes of another scheme",
      () => ({ routingCodes: [{ scheme: "other", value: aCode().value }] }),
      () => false,
    ],
    [
      "clientAccountIds",
      () => ({ clientAccountIds: ["acc_001"] }),
      ({ clientAccountId }) => clientAccountId === "acc_001",
    ],
    ["mainAccounts", () => ({ mainAccounts: [aMain()] }), ({ mainAccount }) => mainAccount?.id === aMain()],
    [
      "createdAt",
      () => ({ createdAt: { from: middle, to: "2026-01-01T00:00:00.000Z" } }),
      ({ createdAt, firstSeenAt }) => (createdAt ?? firstSeenAt) >= middle && (createdAt ?? firstSeenAt) < "2026-01-01",
    ],
    [
      "statusChangedAt",
      () => ({ statusChangedAt: { to: "2100-01-01T00:00:00.000Z" } }),
      ({ statusChangedAt }) => statusChangedAt !== null,
    ],
    [
      "availableBalance",
      () => ({ availableBalance: { currency: "EUR", from: "0.01", to: "5000" } }),
      (account) => inEuros(account) !== null && Number(inEuros(account)) >= 0.01 && Number(inEuros(account)) <= 5000,
    ],
    [
      "availableBalance below zero",
      () => ({ availableBalance: { currency: "EUR", to: "0" } }),
      (account) => inEuros(account) !== null && Number(inEuros(account)) <= 0,
    ],
    ["missing", () => ({ missing: true }), ({ missingSince }) => missingSince !== null],
    ["not missing", () => ({ missing: false }), ({ missingSince }) => missingSince === null],
    [
      "several together",
      () => ({ statuses: ["ACTIVE"], currencies: ["EUR"], kinds: ["MAIN"], providers: ["paynetics"] }),
      ({ status, currencies, kind, provider }) =>
        status === "ACTIVE" && currencies.includes("EUR") && kind === "MAIN" && provider.name === "paynetics",
    ],
    ["an empty list", () => ({ currencies: [] }), () => false],
  ];
}
