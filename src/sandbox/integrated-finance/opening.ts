import type { Books } from "../kit/books.ts";
import type { Connection, IfAccount } from "./account.ts";
import type { Client } from "./clients.ts";
import type { Fields } from "./envelope.ts";
import { noIdentifiers } from "./identifiers.ts";

/** What every workflow asks for. */
export interface Ask {
  readonly client: Client;
  readonly currency: string;
  readonly alias: string;
  /** The whole `data.account`. */
  readonly fields: Fields;
}

/** A new account and the `connect` container of the answer. */
export interface Creation {
  readonly account: IfAccount;
  readonly connect: Fields;
}

/** A pending, empty account for a client. */
export function pendingAccount(
  numbers: Pick<IfAccount, "id" | "ledgerNumber">,
  ask: Pick<Ask, "client" | "currency" | "alias">,
  connection: Connection | null,
): IfAccount {
  return {
    id: numbers.id,
    clientId: ask.client.id,
    mainAccountId: null,
    status: "pending",
    country: "GB",
    currency: ask.currency,
    alias: ask.alias,
    ...noIdentifiers,
    ledgerNumber: numbers.ledgerNumber,
    available: "0.00",
    receivable: "0.00",
    serviceProvider: connection?.serviceProvider ?? null,
    accountHolderName: ask.client.fullName,
    accountHolderIdentityType: ask.client.identity.type,
    connection,
    isPooled: false,
    sourceId: null,
    upcoming: null,
  };
}

/** What identifies a new account on the platform. */
export function newNumbers(books: Books<IfAccount>): Pick<IfAccount, "id" | "ledgerNumber"> {
  return { id: books.uuid(), ledgerNumber: nextLedgerNumber(books) };
}

/** Eight digits, unique on the platform. */
export function nextLedgerNumber(books: Books<IfAccount>): string {
  return String(43_000_000 + books.next("ledger number"));
}
