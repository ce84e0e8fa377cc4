/** Account answers as Integrated Finance documents them, with readable ids of our own. */
const base = {
  id: "a0000000-0000-4000-8000-000000000001",
  clientId: "c0000000-0000-4000-8000-000000000001",
  status: "active",
  country: "GB",
  currency: "EUR",
  alias: "EUR Account",
  routingCodes: {},
  iban: null,
  accountNumber: null,
  ledgerNumber: "12345678",
  availableBalance: 0,
  serviceProvider: "railsbank",
  accountHolderName: "Sherlock Holmes",
  accountHolderIdentityType: "individual",
};

export const connection = {
  id: "d0000000-0000-4000-8000-000000000001",
  method: "built-in",
  serviceProvider: "railsbank",
  reference: "e0000000-0000-4000-8000-000000000001",
  state: "completed-up-to-date",
  status: "active",
  error: null,
};

const mainAccountId = "a0000000-0000-4000-8000-0000000000aa";

/** GET of an account that Integrated Finance connects. */
export const details = { ...base, connection };

/** A list row, which tells the receivable amount too. */
export const row = { ...details, receivableBalance: 0.0 };

/** GET of a plug-in account that has just been opened: only the connection names the service provider. */
export const openedPlugIn = {
  ...base,
  status: "pending",
  serviceProvider: null,
  connection: {
    ...connection,
    id: null,
    method: "plug-in",
    serviceProvider: "revolut",
    reference: null,
    state: "creation-in-progress",
    status: null,
  },
};

/** GET of a sub-account, without connection. */
export const subAccount = { ...base, mainAccountId };

/** The answer to opening a sub-account: four fields are missing altogether. */
export const openedSubAccount = {
  id: base.id,
  clientId: base.clientId,
  status: "pending",
  country: "GB",
  currency: "EUR",
  alias: "EUR Account",
  ledgerNumber: "12345678",
  availableBalance: 0,
  serviceProvider: null,
  accountHolderName: "Sherlock Holmes",
  accountHolderIdentityType: "individual",
  mainAccountId,
};

/** The account of a failed connection, as webhooks tell it. */
export const failed = {
  ...base,
  status: "pending",
  connection: {
    ...connection,
    id: null,
    reference: null,
    state: "creation-failed",
    status: "null",
    error: {
      category: "functional",
      origin: "platform",
      code: "invalid_iban",
      message: "IBAN is invalid",
      attributes: { iban_error: "IBAN is invalid." },
    },
  },
};
