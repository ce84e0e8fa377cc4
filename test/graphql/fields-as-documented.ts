// biome-ignore lint/suspicious/noExplicitAny: a ledger row is whatever its provider's documents say, and this test is about just that.
export type Row = any;

const decimals = (currency: string) => ({ JPY: 0, BHD: 3 })[currency] ?? 2;

/**
 * `major("12.5", "EUR")` is 1250n, and `shownAs` the way back. Numbers of the ledger are read as
 * text: some need every digit.
 */
function major(text: string, currency: string): bigint {
  const [whole = "", part = ""] = text.split(".");
  return BigInt(whole + part.padEnd(decimals(currency), "0"));
}

function shownAs(minor: bigint, currency: string) {
  const digits = String(minor).padStart(decimals(currency) + 1, "0");
  const point = digits.length - decimals(currency);
  return { amount: point === digits.length ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`, currency };
}

export const money = (amount: string, currency: string) => shownAs(major(amount, currency), currency);
const utc = (text: string) => new Date(text).toISOString();
const nothing = { clientAccountId: null, label: null, country: null, iban: null, bic: null, accountNumber: null };
const holderTypesOfProducts: Readonly<Record<string, string>> = {
  235: "ORGANISATION",
  242: "ORGANISATION",
  251: "ORGANISATION",
  262: "ORGANISATION",
  263: "ORGANISATION",
  260: "INDIVIDUAL",
};
const ready = { state: "READY", method: null, serviceProvider: null, reference: null, error: null };

export function globalId(provider: string, id: string): string {
  return Buffer.from(`Account:${provider}:${id}`).toString("base64");
}

/**
 * What each account should look like, written down once more from the providers' documents: it shares
 * no code with the mappers.
 */
export const expected: Record<string, (row: Row, isLive: boolean) => object> = {
  inventi: (row) => ({
    ...nothing,
    clientAccountId: row.clientAccountId,
    kind: "MAIN",
    status: row.status === "OPEN" ? "ACTIVE" : "CLOSED",
    providerStatus: row.status,
    availableTransitions: row.status === "OPEN" ? ["CLOSED"] : ["ACTIVE"],
    reopenable: row.status === "CLOSED",
    holder: {
      type: row.accountType === "LEGAL" ? "ORGANISATION" : "INDIVIDUAL",
      name: row.accountHolderName,
      aliases: row.accountHolderNameAliases ?? [],
      organisation: row.organisationIdentification ? { lei: row.organisationIdentification.lei ?? null } : null,
    },
    owner: null,
    product: null,
    currencies: ["EUR"],
    iban: row.iban,
    country: row.ibanMetadata?.countryCode ?? null,
    accountNumber: row.ibanMetadata?.accountCode ?? null,
    routingCodes: row.ibanMetadata ? [{ scheme: "bank-code", value: row.ibanMetadata.bankCode }] : [],
    identifiers: [
      {
        currency: "EUR",
        iban: row.iban,
        sortCode: null,
        accountNumber: row.ibanMetadata?.accountCode ?? null,
        isMain: true,
      },
    ],
    provisioning: ready,
    balances: null,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    lastUsedAt: null,
  }),

  if: (row, isLive) => ({
    ...nothing,
    kind: row.mainAccountId ? "SUB" : "MAIN",
    status: row.status.toUpperCase(),
    providerStatus: row.status,
    reopenable: false,
    holder: {
      type: row.accountHolderIdentityType === "corporate" ? "ORGANISATION" : "INDIVIDUAL",
      name: row.accountHolderName,
      aliases: [],
      organisation: null,
    },
    owner: { kind: "CLIENT", id: row.clientId, secondaryId: null },
    label: row.alias,
    country: row.country,
    currencies: [row.currency],
    iban: row.iban ?? null,
    bic: row.routingCodes?.bic ?? null,
    accountNumber: row.accountNumber ?? null,
    ledgerNumber: row.ledgerNumber,
    identifiers: [
      {
        currency: row.currency,
        iban: row.iban ?? null,
        sortCode: row.routingCodes?.["sort-code"] ?? null,
        accountNumber: row.accountNumber ?? null,
        isMain: true,
      },
    ],
    mainAccount: row.mainAccountId ? { id: globalId("if", row.mainAccountId) } : null,
    balances: [
      {
        currency: row.currency,
        available: money(row.availableBalance, row.currency),
        // Lists tell it, details do not.
        receivable: isLive ? null : money(row.receivableBalance, row.currency),
        current: null,
        blocked: null,
      },
    ],
    createdAt: null,
    updatedAt: null,
    lastUsedAt: null,
    ...(row.connection && {
      provisioning: {
        state: {
          "creation-in-progress": "IN_PROGRESS",
          "completed-up-to-date": "READY",
          "completed-outdated": "OUTDATED",
          "creation-failed": "FAILED",
          "dependency-failed": "DEPENDENCY_FAILED",
        }[row.connection.state as string],
        method: row.connection.method,
        serviceProvider: row.connection.serviceProvider,
        reference: row.connection.reference,
        error: row.connection.error && { code: row.connection.error.code, message: row.connection.error.message },
      },
      product: { kind: "SERVICE_PROVIDER", code: row.serviceProvider ?? row.connection.serviceProvider },
    }),
  }),

  paynetics: (row) => {
    const main = row.balances.find((balance: Row) => balance.is_main) ?? row.balances[0];
    return {
      ...nothing,
      kind: row.type === "virtual" ? "VIRTUAL" : "MAIN",
      status: { active: "ACTIVE", blocked: "SUSPENDED", closed: "CLOSED" }[row.status as string],
      providerStatus: row.status,
      reopenable: false,
      holder: { type: row.merchant ? "ORGANISATION" : "INDIVIDUAL", name: null, aliases: [], organisation: null },
      owner: row.merchant
        ? { kind: "MERCHANT", id: row.merchant, secondaryId: row.user || null }
        : { kind: "USER", id: row.user, secondaryId: null },
      product: { kind: "PROGRAM", code: row.program, name: null },
      currencies: row.balances.map(({ currency }: Row) => currency),
      iban: main.iban,
      accountNumber: main.account_number,
      ledgerNumber: row.number,
      identifiers: row.balances.map((balance: Row) => ({
        currency: balance.currency,
        iban: balance.iban,
        sortCode: balance.sort_code,
        accountNumber: balance.account_number,
        isMain: balance.is_main,
      })),
      provisioning: { state: "READY" },
      balances: row.balances.map((balance: Row) => ({
        currency: balance.currency,
        providerBalanceId: balance.token,
        available: money(balance.available, balance.currency),
        blocked: money(balance.blocked, balance.currency),
        current: shownAs(
          major(balance.available, balance.currency) + major(balance.blocked, balance.currency),
          balance.currency,
        ),
        receivable: null,
        iban: balance.iban,
        sortCode: balance.sort_code,
        accountNumber: balance.account_number,
        isMain: balance.is_main,
        shared: row.type === "virtual",
      })),
      createdAt: null,
      updatedAt: null,
      lastUsedAt: null,
    };
  },

  revsto: (row) => {
    const units = (minor: bigint) => shownAs(minor, row.balance.currency);
    const [current, available] = [BigInt(row.balance.value), BigInt(row.availableBalance.value)];
    return {
      ...nothing,
      kind: "MAIN",
      status: { PENDING: "PENDING", OPENED: "ACTIVE", SUSPENDED: "SUSPENDED", CLOSED: "CLOSED" }[row.status as string],
      providerStatus: row.status,
      reopenable: false,
      // By the profiles that may hold the product: 151 is of persons, 306 and 309 are of companies; 261 is open to both.
      holder: { type: holderTypesOfProducts[row.productId] ?? null, name: null, aliases: [], organisation: null },
      owner: { kind: "USER", id: String(row.userId), secondaryId: null },
      product: { kind: "PRODUCT", code: String(row.productId) },
      label: row.label,
      currencies: [row.balance.currency],
      iban: row.iban ?? null,
      bic: row.bic ?? null,
      identifiers: [
        { currency: row.balance.currency, iban: row.iban ?? null, sortCode: null, accountNumber: null, isMain: true },
      ],
      balances: [
        {
          currency: row.balance.currency,
          current: units(current),
          available: units(available),
          blocked: units(current - available),
          receivable: null,
          isMain: true,
        },
      ],
      createdAt: utc(row.createdAt),
      updatedAt: null,
      lastUsedAt: utc(row.lastUsedAt),
    };
  },
};
