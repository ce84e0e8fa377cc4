import { isDeepStrictEqual } from "node:util";
import type { Random } from "../../src/sandbox/kit/random.ts";
import type { BankName, LedgerAccount } from "./banks.ts";

export type Mutation = "createAccount" | "updateAccount" | "changeAccountStatus" | "closeAccount";

/** What a client wants, under one key. */
export interface Wish {
  readonly key: string;
  readonly mutation: Mutation;
  readonly bank: BankName;
  /** Without the key. */
  readonly input: Readonly<Record<string, unknown>>;
  /** What befell the world while it was asked for. */
  readonly cause: string;
  /** What the ledger shows of the account once it is done. */
  readonly shows: Readonly<Record<string, unknown>>;
  /** The provider's id of the account that it is about; null for one that shall come into being. */
  readonly account: string | null;
  /** The client asks once, and never comes back. */
  readonly isFickle: boolean;
}

/** For whom accounts can be opened, as the accounts that are there show. */
export type Openings = Readonly<Record<BankName, readonly Readonly<Record<string, unknown>>[]>>;

/** What a ledger's account shows of whose it is, and of which product. */
const openingFields: Readonly<Record<BankName, readonly string[]>> = {
  inventi: [],
  if: ["clientId"],
  paynetics: ["program", "user"],
  revsto: ["userId", "productId"],
};

export function openingsIn(bank: BankName, accounts: readonly LedgerAccount[]): Openings[BankName] {
  const openings = new Map<string, Readonly<Record<string, unknown>>>();
  for (const account of accounts.filter((one) => isOpenTo(bank, one))) {
    const opening = Object.fromEntries(openingFields[bank].map((field) => [field, account[field]]));
    openings.set(JSON.stringify(opening), opening);
  }
  return [...openings.values()];
}

/** Leaves out owners for whom nothing more is opened: the seeded world has some of each kind. */
function isOpenTo(bank: BankName, account: LedgerAccount): boolean {
  if (bank === "paynetics")
    return account.merchant === "" && account.user !== "" && account.program !== "account_legacy";
  // Smaller numbers are users with something special.
  if (bank === "revsto") return Number(account.userId) >= 4000;
  return true;
}

type Asked = Pick<Wish, "key" | "cause" | "isFickle">;

export function wishForAccount(asked: Asked, bank: BankName, openings: Openings, random: Random): Wish {
  const opening = openings[bank].length === 0 ? {} : random.pick(openings[bank]);
  const { input, shows } = openingAt(bank, asked.key, opening, random);
  return {
    ...asked,
    ...{ mutation: "createAccount", bank, account: null },
    input: { clientAccountId: asked.key, ...input },
    shows: { ...opening, ...shows },
  };
}

/** What is asked for, and what the ledger says of whose and which account came of it, beside the opening itself. */
function openingAt(
  bank: BankName,
  key: string,
  opening: Readonly<Record<string, unknown>>,
  random: Random,
): Pick<Wish, "input" | "shows"> {
  switch (bank) {
    case "inventi": {
      const name = "Ona Onaitė";
      const generate = { countryCode: "LT", bankCode: "70440", accountCode: random.digits(11) };
      return {
        input: { target: { inventi: { holder: { type: "INDIVIDUAL", name }, generate } } },
        shows: { clientAccountId: key, accountType: "PRIVATE", accountHolderName: name, ibanMetadata: generate },
      };
    }
    case "if": {
      const wanted = { currency: "EUR", serviceProvider: "nium" };
      const connect = { connectMethod: "BUILT_IN", connectType: "EXPLICIT" };
      return {
        input: { label: key, target: { integratedFinance: { ...opening, ...wanted, ...connect } } },
        shows: { alias: key, ...wanted },
      };
    }
    case "paynetics":
      return { input: { target: { paynetics: opening } }, shows: { merchant: "", main: null } };
    case "revsto": {
      const target = { revsto: { userId: String(opening.userId), productId: String(opening.productId) } };
      return { input: { target }, shows: {} };
    }
  }
}

/** Null where the provider changes nothing but the status. */
export function wishForUpdate(asked: Asked, { bank, account }: Opened): Wish | null {
  const about = { ...asked, bank, account: account.providerAccountId };
  switch (bank) {
    case "inventi": {
      const input = { accountId: account.id, holder: { name: `Holder ${asked.key}` } };
      return { ...about, mutation: "updateAccount", input, shows: { accountHolderName: `Holder ${asked.key}` } };
    }
    case "if":
      return {
        ...about,
        mutation: "updateAccount",
        input: { accountId: account.id, label: asked.key },
        shows: { alias: asked.key },
      };
    case "paynetics": {
      const input = { accountId: account.id, status: "SUSPENDED" };
      return { ...about, mutation: "changeAccountStatus", input, shows: { status: "blocked" } };
    }
    case "revsto":
      return null;
  }
}

export function wishToClose(asked: Asked, { bank, account }: Opened): Wish {
  const status = bank === "inventi" || bank === "revsto" ? "CLOSED" : "closed";
  const about = { bank, account: account.providerAccountId, input: { accountId: account.id }, shows: { status } };
  return { ...asked, ...about, mutation: "closeAccount" };
}

/** An account that a client has. */
export interface Opened {
  readonly bank: BankName;
  readonly account: { readonly id: string; readonly providerAccountId: string };
}

/** Whether an account of the ledger shows what a wish wanted, apart from what was asked otherwise since. */
export function isShown({ shows }: Wish, account: LedgerAccount, changedSince: ReadonlySet<string> = new Set()) {
  return Object.entries(shows).every(
    ([field, value]) => changedSince.has(field) || isDeepStrictEqual(account[field], value),
  );
}
