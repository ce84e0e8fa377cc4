import type { ChangesFixture, Which } from "../conformance/changes-fixture.ts";

const merchant = (number: number) => `e0000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
const user = (number: number) => `f0000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
const row = (number: number) => `a0000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;

const active: Which = ({ facts }) => facts.kind === "MAIN" && facts.status === "ACTIVE";
const blocked: Which = ({ facts }) => facts.status === "SUSPENDED";
const closed: Which = ({ facts }) => facts.status === "CLOSED";
const holding = (amount: string): Which => {
  return (account) =>
    active(account) && account.facts.balances?.every(({ current }) => current?.amount === amount) === true;
};

/** How accounts are changed in the demo world. */
export const changes: ChangesFixture = {
  creations: [
    {
      name: "for a person, with a label",
      input: { program: "account_eur", user: user(4) },
      label: " Zoë’s  Reise\u00a0nach Łódź ",
      shows: {
        kind: "MAIN",
        status: "ACTIVE",
        owner: { kind: "USER", id: user(4), secondaryId: null },
        label: " Zoë’s  Reise\u00a0nach Łódź ",
        clientAccountId: "suite-1",
      },
    },
    {
      name: "for a business",
      input: { program: "account_multi", merchant: merchant(1), skipIbanGeneration: false },
      shows: { currencies: ["EUR", "GBP", "BGN"], owner: { kind: "MERCHANT", id: merchant(1), secondaryId: null } },
    },
    {
      name: "for a person below a business",
      input: { program: "account_eur", merchant: merchant(2), user: user(3) },
      shows: { owner: { kind: "MERCHANT", id: merchant(2), secondaryId: user(3) } },
    },
    {
      name: "a virtual one below a main one",
      input: { program: "account_eur", merchant: merchant(1), mainAccountId: row(4) },
      shows: { kind: "VIRTUAL", mainAccountId: row(4), product: { kind: "PROGRAM", code: "account_eur", name: null } },
    },
    {
      name: "without identifiers",
      input: { program: "account_gbp", user: user(4), skipIbanGeneration: true },
      shows: { currencies: ["GBP"], accountNumber: null, routingCodes: [] },
    },
  ],
  refusedCreations: [
    { name: "nobody's", input: { program: "account_eur" }, at: ["merchant"] },
    {
      name: "a program that is not configured",
      input: { program: "account_legacy", user: user(1) },
      at: ["program"],
    },
    {
      name: "a label without end",
      input: { program: "account_eur", user: user(1) },
      label: "x".repeat(256),
      at: ["label"],
    },
  ],
  statusChanges: [
    { name: "blocks", of: active, to: "SUSPENDED" },
    { name: "releases", of: blocked, to: "ACTIVE" },
  ],
  refusedStatusChanges: [
    { name: "blocking a blocked account", of: blocked, to: "SUSPENDED", code: "INVALID_TRANSITION" },
    { name: "releasing a closed account", of: closed, to: "ACTIVE", code: "INVALID_TRANSITION" },
    { name: "making it inactive", of: active, to: "INACTIVE", code: "INVALID_TRANSITION" },
    { name: "closing, which is a call of its own", of: active, to: "CLOSED", code: "BAD_USER_INPUT" },
  ],
  closing: {
    of: holding("0.00"),
    reopens: false,
    remains: true,
    refused: [
      { name: "an account with money", of: holding("1285.40"), code: "ACCOUNT_NOT_EMPTY" },
      { name: "an overdrawn account", of: holding("-15.20"), code: "ACCOUNT_NOT_EMPTY" },
      { name: "an account of unknown balances", of: active, facts: { balances: null }, code: "ACCOUNT_NOT_EMPTY" },
      {
        name: "an account with open virtual ones",
        of: holding("0.00"),
        openSubAccounts: 1,
        code: "ACCOUNT_HAS_SUB_ACCOUNTS",
      },
      { name: "an inactive account", of: holding("0.00"), facts: { status: "INACTIVE" }, code: "INVALID_TRANSITION" },
    ],
  },
};
