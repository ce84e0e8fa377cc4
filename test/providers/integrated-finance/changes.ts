import type { ConnectionReport } from "../../../src/providers/provider.ts";
import type { ChangesFixture, Which } from "../conformance/changes-fixture.ts";

const clientId = "c0000000-0000-4000-8000-000000000001";
const mainAccountId = "a0000000-0000-4000-8000-000000000001";
const owner = { kind: "CLIENT", id: clientId, secondaryId: null } as const;

const isPlugIn: Which = ({ facts }) => facts.kind === "MAIN" && facts.provisioning?.method === "plug-in";
const isBuiltIn: Which = ({ facts }) => facts.kind === "MAIN" && facts.provisioning?.method === "built-in";
/** Of a main account with this method: only lists tell. */
const isSubOf =
  (method: string): Which =>
  ({ facts }) =>
    facts.kind === "SUB" && facts.provisioning?.method === method;
const holds = (amount: string): Which => {
  return ({ facts: { balances } }) => balances?.[0]?.available?.amount === amount;
};
const active: Which = ({ facts }) => facts.status === "ACTIVE";
const pending: Which = ({ facts }) => facts.status === "PENDING";
const inProgress: Which = ({ facts }) => facts.provisioning?.state === "IN_PROGRESS";
const all =
  (...which: readonly Which[]): Which =>
  (account) =>
    which.every((is) => is(account));

const money = (amount: string | null, receivable: string | null = null) => ({
  balances: [
    {
      currency: "GBP",
      providerBalanceId: null,
      available: amount === null ? null : { amount, currency: "GBP" },
      ...(receivable !== null && { receivable: { amount: receivable, currency: "GBP" } }),
      iban: null,
      accountNumber: null,
      sortCode: null,
      isMain: true,
      shared: false,
    },
  ],
});

const connected: ConnectionReport = {
  outcome: "CONNECTED",
  connectionId: "d0000000-0000-4000-8000-00000000ffff",
  reference: "e0000000-0000-4000-8000-00000000ffff",
  iban: "GB85LOYD77913045276224",
  accountNumber: "12345678",
  routingCodes: [
    { scheme: "sort-code", value: "123456" },
    { scheme: "bic", value: "LOYDGB21XXX" },
  ],
  activate: true,
};
const failed: ConnectionReport = {
  outcome: "FAILED",
  error: {
    category: "functional",
    origin: "provider",
    code: "free-text-code",
    message: "free text",
    attributes: { key01: "value01", key02: "value02" },
  },
  decline: false,
};
const correction = { code: "correction", type: "fee", transactionType: "incoming-transfer" } as const;
const tenPounds = {
  direction: "DEBIT",
  amount: { amount: "10.00", currency: "GBP" },
  description: "fee reversal",
  kind: correction,
  unconnectedServiceProvider: null,
} as const;
/** GBP 1520.75. */
const salary = holds("1520.75");

/** How accounts change at Integrated Finance. */
export const changes: ChangesFixture = {
  creations: [
    {
      name: "built-in, at a service provider",
      input: { clientId, currency: "EUR", connectMethod: "BUILT_IN", connectType: "EXPLICIT", serviceProvider: "nium" },
      label: "Thirty characters, exactly 🏦🏦🏦",
      shows: {
        status: "PENDING",
        kind: "MAIN",
        owner,
        clientAccountId: "suite-1",
        label: "Thirty characters, exactly 🏦🏦🏦",
        currencies: ["EUR"],
        product: { kind: "SERVICE_PROVIDER", code: "nium", name: null },
      },
    },
    {
      name: "built-in, with nothing but client and currency",
      input: { clientId, currency: "USD" },
      shows: { label: "USD Account", owner },
    },
    {
      name: "plug-in",
      input: { clientId, currency: "EUR", country: "DE", connectMethod: "PLUG_IN", serviceProvider: "revolut" },
      label: "Plugged in",
      shows: {
        country: "DE",
        product: { kind: "SERVICE_PROVIDER", code: "revolut", name: null },
        provisioning: {
          state: "IN_PROGRESS",
          method: "plug-in",
          serviceProvider: "revolut",
          reference: null,
          error: null,
        },
      },
    },
    {
      name: "below a main account",
      input: { clientId, currency: "GBP", mainAccountId },
      label: "Below",
      shows: { kind: "SUB", mainAccountId, label: "Below", currencies: ["GBP"] },
    },
  ],
  refusedCreations: [
    {
      name: "a label of 31 characters",
      input: { clientId, currency: "EUR" },
      label: `${"ž".repeat(30)}🏦`,
      at: ["label"],
    },
    { name: "a label of blanks", input: { clientId, currency: "EUR" }, label: " ", at: ["label"] },
    { name: "a currency that ISO 4217 does not have", input: { clientId, currency: "EUX" }, at: ["currency"] },
    {
      name: "a country that ISO 3166 does not have",
      input: { clientId, currency: "EUR", country: "UK", connectMethod: "PLUG_IN", serviceProvider: "revolut" },
      at: ["country"],
    },
    { name: "a country of a built-in account", input: { clientId, currency: "EUR", country: "GB" }, at: ["country"] },
    {
      name: "plug-in, implicit",
      input: { clientId, currency: "EUR", connectMethod: "PLUG_IN", connectType: "IMPLICIT" },
      at: ["connectType"],
    },
    {
      name: "plug-in at nobody's",
      input: { clientId, currency: "EUR", connectMethod: "PLUG_IN" },
      at: ["serviceProvider"],
    },
    {
      name: "explicit at nobody's",
      input: { clientId, currency: "EUR", connectType: "EXPLICIT" },
      at: ["serviceProvider"],
    },
    {
      name: "implicit at somebody's",
      input: { clientId, currency: "EUR", connectType: "IMPLICIT", serviceProvider: "nium" },
      at: ["serviceProvider"],
    },
    {
      name: "a sub-account with a connection of its own",
      input: { clientId, currency: "GBP", mainAccountId, connectMethod: "BUILT_IN" },
      at: ["connectMethod"],
    },
  ],
  migration: {
    input: {
      clientId,
      currency: "EUR",
      serviceProvider: "railsbank",
      sourceId: "f0000000-0000-4000-8000-000000000001",
    },
    shows: { status: "ACTIVE", owner, clientAccountId: "suite-1" },
  },
  updates: [
    { name: "the label of a built-in account", of: all(isBuiltIn, active), to: { label: "Holiday 🏖" } },
    { name: "the label of a sub-account", of: ({ facts }) => facts.kind === "SUB", to: { label: "Below" } },
    {
      name: "what identifies a plug-in account",
      of: all(isPlugIn, active),
      to: {
        iban: "gb85 LOYD 7791 3045 2762 24",
        accountNumber: "87654321",
        routingCodes: [{ scheme: "sort-code", value: "654321" }],
      },
    },
    {
      name: "what identifies a sub-account of a plug-in one",
      of: isSubOf("plug-in"),
      to: { iban: "GB85LOYD77913045276224" },
    },
    {
      name: "what identifies one that is not active, and its label",
      of: all(isPlugIn, ({ facts }) => facts.status === "INACTIVE"),
      to: { accountNumber: "87654321", label: "Known now" },
    },
  ],
  refusedUpdates: [
    {
      name: "the IBAN of a sub-account of a built-in one",
      of: isSubOf("built-in"),
      to: { iban: "GB85LOYD77913045276224" },
      code: "UNSUPPORTED_OPERATION",
    },
    {
      name: "the IBAN of a built-in account",
      of: isBuiltIn,
      to: { iban: "GB85LOYD77913045276224" },
      code: "UNSUPPORTED_OPERATION",
    },
    { name: "a wrong IBAN", of: all(isPlugIn, active), to: { iban: "GB86LOYD77913045276224" }, code: "BAD_USER_INPUT" },
    { name: "a label of 31 characters", of: active, to: { label: "x".repeat(31) }, code: "BAD_USER_INPUT" },
    {
      name: "a closed account",
      of: ({ facts }) => facts.status === "CLOSED",
      to: { label: "x" },
      code: "INVALID_TRANSITION",
    },
    {
      name: "a declined account",
      of: ({ facts }) => facts.status === "DECLINED",
      to: { label: "x" },
      code: "INVALID_TRANSITION",
    },
    {
      name: "a scheme twice",
      of: all(isPlugIn, active),
      to: {
        routingCodes: [
          { scheme: "aba", value: "1" },
          { scheme: "aba", value: "2" },
        ],
      },
      code: "BAD_USER_INPUT",
    },
  ],
  statusChanges: [
    { name: "suspended", of: all(isPlugIn, active), to: "SUSPENDED" },
    { name: "active after all", of: all(isPlugIn, pending), to: "ACTIVE" },
    { name: "a sub-account of a plug-in one suspended", of: isSubOf("plug-in"), to: "SUSPENDED" },
    { name: "declined", of: all(isPlugIn, pending), to: "DECLINED" },
    { name: "active again", of: all(isPlugIn, ({ facts }) => facts.status === "SUSPENDED"), to: "ACTIVE" },
  ],
  refusedStatusChanges: [
    { name: "of a built-in account", of: all(isBuiltIn, active), to: "SUSPENDED", code: "INVALID_TRANSITION" },
    { name: "closing, which is for closeAccount", of: all(isPlugIn, active), to: "CLOSED", code: "INVALID_TRANSITION" },
  ],
  closing: {
    of: all(isBuiltIn, active, holds("0.00")),
    reopens: false,
    remains: true,
    refused: [
      { name: "with money in it", of: salary, code: "ACCOUNT_NOT_EMPTY" },
      { name: "overdrawn", of: holds("-250.40"), code: "ACCOUNT_NOT_EMPTY" },
      { name: "with money on its way", of: salary, facts: money("0", "0.01"), code: "ACCOUNT_NOT_EMPTY" },
      { name: "with a balance that is not known", of: salary, facts: money(null), code: "ACCOUNT_NOT_EMPTY" },
      { name: "without a word of its balance", of: salary, facts: { balances: null }, code: "ACCOUNT_NOT_EMPTY" },
      { name: "with sub-accounts", of: salary, openSubAccounts: 1, code: "ACCOUNT_HAS_SUB_ACCOUNTS" },
      { name: "that is still pending", of: all(isPlugIn, pending), code: "INVALID_TRANSITION" },
      { name: "that is declined", of: ({ facts }) => facts.status === "DECLINED", code: "INVALID_TRANSITION" },
    ],
  },
  reports: [
    { name: "an account connected", of: all(isPlugIn, pending, inProgress), report: connected },
    {
      name: "one connected that stays pending",
      of: all(isPlugIn, pending, inProgress),
      report: { ...connected, routingCodes: [], activate: false, reference: null },
    },
    { name: "an account that could not be opened", of: all(isPlugIn, pending, inProgress), report: failed },
    {
      name: "an account that is declined",
      of: all(isPlugIn, pending),
      report: { ...failed, decline: true },
    },
  ],
  refusedReports: [
    { name: "of a built-in account", of: all(isBuiltIn, pending), report: connected, code: "UNSUPPORTED_OPERATION" },
    { name: "of a sub-account", of: isSubOf("plug-in"), report: connected, code: "UNSUPPORTED_OPERATION" },
    { name: "of failure, when it is open", of: all(isPlugIn, active), report: failed, code: "INVALID_TRANSITION" },
    {
      name: "without the connection's id",
      of: all(isPlugIn, pending),
      report: { ...connected, connectionId: "" },
      code: "BAD_USER_INPUT",
    },
    {
      name: "with a wrong IBAN",
      of: all(isPlugIn, pending),
      report: { ...connected, iban: "GB85" },
      code: "BAD_USER_INPUT",
    },
  ],
  adjustments: [
    { name: "a fee", of: salary, adjustment: tenPounds, available: "1510.75" },
    {
      name: "something unknown",
      of: salary,
      adjustment: {
        ...tenPounds,
        direction: "CREDIT",
        amount: { amount: "0.1", currency: "GBP" },
        kind: { ...correction, type: "unknown" },
      },
      available: "1520.85",
    },
    {
      name: "what happened at a provider that is not connected",
      of: salary,
      adjustment: { ...tenPounds, kind: { code: "synchronization" }, unconnectedServiceProvider: "gps" },
      available: "1510.75",
    },
  ],
  refusedAdjustments: [
    {
      name: "in another currency",
      of: salary,
      adjustment: { ...tenPounds, amount: { amount: "10.00", currency: "EUR" } },
      code: "BAD_USER_INPUT",
    },
    {
      name: "of nothing",
      of: salary,
      adjustment: { ...tenPounds, amount: { amount: "0.00", currency: "GBP" } },
      code: "BAD_USER_INPUT",
    },
    {
      name: "of part of a penny",
      of: salary,
      adjustment: { ...tenPounds, amount: { amount: "0.001", currency: "GBP" } },
      code: "BAD_USER_INPUT",
    },
    {
      name: "elsewhere, without saying where",
      of: salary,
      adjustment: { ...tenPounds, kind: { code: "synchronization" } },
      code: "BAD_USER_INPUT",
    },
    {
      name: "of a closed account",
      of: ({ facts }) => facts.status === "CLOSED",
      adjustment: tenPounds,
      code: "INVALID_TRANSITION",
    },
  ],
};
