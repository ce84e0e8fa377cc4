import type { Books } from "../kit/books.ts";
import type { Identifiers, IfAccount } from "./account.ts";
import { noIdentifiers } from "./identifiers.ts";

interface DepositDetails extends Identifiers {
  readonly accountHolderName: string | null;
  readonly country: string;
  readonly currency: string;
  readonly ledgerNumber: string | null;
  readonly reference: string | null;
  readonly bankName: string | null;
  readonly bankAddress: string | null;
  readonly intermediaryAccount: DepositDetails | null;
}

/**
 * F5: how to pay into an account, scheme by scheme. Pooled accounts and sub-accounts are paid into through another
 * account (the institution's, the main account's) with a reference that says for whom.
 */
export function depositInformation(
  books: Books<IfAccount>,
  account: IfAccount,
): Readonly<Record<string, DepositDetails>> {
  if (account.status !== "active") return {};
  const internal = details(account, { accountHolderName: "", ledgerNumber: account.ledgerNumber });
  const payee = payeeOf(books, account);
  if (!payee) return { internal };

  const { bic, ...local } = payee.routingCodes;
  const localDetails = details(account, { ...payee, routingCodes: local });
  const schemes = Object.fromEntries(localSchemes(account.currency).map((scheme) => [scheme, localDetails]));
  if (bic === undefined) return { ...schemes, internal };
  const swift = details(account, {
    ...payee,
    routingCodes: { bic },
    bankName: "Demo Bank",
    intermediaryAccount: details(account, { routingCodes: { bic: "AAAAGB22" }, bankName: "Example Bank" }),
  });
  return { ...schemes, swift, internal };
}

type Payee = Identifiers & Pick<DepositDetails, "accountHolderName" | "reference">;

/** Whose account the money goes to; null while there is none. */
function payeeOf(books: Books<IfAccount>, account: IfAccount): Payee | null {
  const reference = `REF-${account.ledgerNumber}`;
  if (account.isPooled) {
    const accountHolderName = "Example Institution Ltd";
    return { ...poolAccount, accountHolderName, reference };
  }
  const main = account.mainAccountId === null ? undefined : books.get(account.mainAccountId);
  const { iban, accountNumber, routingCodes } = main ?? account;
  if (iban === null && accountNumber === null) return null;
  return { accountHolderName: "", iban, accountNumber, routingCodes, reference: main ? reference : null };
}

const poolAccount: Identifiers = {
  iban: "GB99AAAA01234567890123",
  accountNumber: "00000000",
  routingCodes: { "sort-code": "000000" },
};

function localSchemes(currency: string): string[] {
  switch (currency) {
    case "GBP":
      return ["chaps", "faster-payments"];
    case "USD":
      return ["ach", "fedwire"];
    case "EUR":
      return ["sepa"];
    default:
      return [];
  }
}

function details({ country, currency }: IfAccount, given: Partial<DepositDetails>): DepositDetails {
  return {
    accountHolderName: null,
    country,
    currency,
    ...noIdentifiers,
    ledgerNumber: null,
    reference: null,
    bankName: null,
    bankAddress: null,
    intermediaryAccount: null,
    ...given,
  };
}
