import { hundredths, toAmount } from "../kit/amount.ts";
import type { Books } from "../kit/books.ts";
import type { Random } from "../kit/random.ts";
import { readableId } from "../kit/readable-id.ts";
import type { Connection, IfAccount, Status } from "./account.ts";
import { addClient, mustFindClient } from "./clients.ts";
import {
  completed,
  dependencyFailed,
  failed,
  inProgress,
  outdated,
  providerRefusal,
  technicalFailure,
} from "./connections.ts";
import { type DemoRow, demoRows } from "./demo-accounts.ts";
import { demoClients } from "./demo-clients.ts";
import { addEntry } from "./entries.ts";
import { issueIdentifiers, noIdentifiers } from "./identifiers.ts";
import { nextLedgerNumber, pendingAccount } from "./opening.ts";
import { entryDateTime, nextTransactionNumber } from "./transaction-number.ts";

const accountId = (row: number): string => readableId("a", row);
export const clientId = (number: number): string => readableId("c", number);

const firstBooking = Date.UTC(2025, 0, 6, 9, 30);

/** The demo accounts, then more of the same variety until there are `count`. */
export function seed(books: Books<IfAccount>, count: number, random: Random): void {
  const clients = Math.max(demoClients.length, Math.ceil(count / 3));
  for (let number = 1; number <= clients; number += 1) seedClient(books, number, random);
  for (let row = 1; row <= count; row += 1) {
    const account = seedAccount(books, row, demoRows[row - 1] ?? anyRow(row, books, random));
    books.insert(account);
    addOpeningEntry(books, row, account);
  }
}

function seedClient(books: Books<IfAccount>, number: number, random: Random): void {
  const [first, second] = demoClients[number - 1] ?? anyName(random, number);
  const country = "GB";
  addClient(
    books,
    clientId(number),
    second === undefined
      ? { type: "corporate", country, name: first }
      : {
          type: "individual",
          country,
          identifications: [],
          givenName: first,
          familyName: second,
          birthDate: "1985-06-15",
        },
  );
}

function anyName(random: Random, number: number): readonly [string, string] | readonly [string] {
  const [first, second] = random.pick(demoClients);
  return second === undefined ? [`${first} ${number}`] : [first, `${second} ${number}`];
}

function seedAccount(books: Books<IfAccount>, row: number, demo: DemoRow): IfAccount {
  const client = mustFindClient(books, clientId(demo.client));
  const connection = demo.main === undefined ? connectionOf(row, demo) : null;
  const alias = demo.alias ?? `${demo.currency} Account`;
  const numbers = { id: accountId(row), ledgerNumber: nextLedgerNumber(books) };
  const account = pendingAccount(numbers, { client, currency: demo.currency, alias }, connection);
  const main = demo.main === undefined ? undefined : books.get(accountId(demo.main));
  const { status = "active", available = "0.00", receivable = "0.00", isPooled = false } = demo;
  const isIssued = main === undefined && status !== "pending" && status !== "declined" && !demo.hasNoIdentifiers;
  return {
    ...account,
    status,
    mainAccountId: main?.id ?? null,
    serviceProvider: main ? main.serviceProvider : account.serviceProvider,
    ...(isIssued ? issueIdentifiers(demo.currency, account.ledgerNumber) : noIdentifiers),
    ...(demo.iban !== undefined && { iban: demo.iban }),
    available,
    receivable,
    isPooled,
  };
}

function connectionOf(row: number, demo: DemoRow): Connection {
  const { status = "active", method = "built-in", provider = "railsbank" } = demo;
  const link = { method, serviceProvider: provider };
  const names = { id: readableId("d", row), reference: readableId("e", row) };
  switch (demo.state ?? usualState(status)) {
    case "creation-in-progress":
      return inProgress(link);
    case "completed-up-to-date":
      return completed(link, names, statusAtProvider(status, method));
    case "completed-outdated":
      return outdated(link, names);
    case "creation-failed": {
      const connection = failed(link, status === "declined" ? providerRefusal : technicalFailure);
      return { ...connection, status: demo.connectionStatus ?? connection.status };
    }
    case "dependency-failed":
      return dependencyFailed(link, names);
  }
}

function usualState(status: Status): Connection["state"] {
  if (status === "pending") return "creation-in-progress";
  return status === "declined" ? "creation-failed" : "completed-up-to-date";
}

/** The platform stops a built-in account without its provider; a plug-in account follows what the customer reports. */
function statusAtProvider(status: Status, method: Connection["method"]): string {
  if (status === "closed") return "closed";
  return status === "active" || method === "built-in" ? "active" : "inactive";
}

/** One transfer that explains the balance; none where there is none. */
function addOpeningEntry(books: Books<IfAccount>, row: number, { id, available: balance }: IfAccount): void {
  const value = hundredths(balance);
  if (value === 0n) return;
  const at = firstBooking + row * 3_600_000;
  addEntry(books, id, {
    transactionNumber: nextTransactionNumber(books, at),
    entryDateTime: entryDateTime(at),
    direction: value > 0n ? "credit" : "debit",
    amount: toAmount(value > 0n ? value : -value),
    transactionType: value > 0n ? "incoming-transfer" : "outgoing-transfer",
    entryType: "principal",
    balance,
    narrative: "Opening transfer",
  });
}

const usualStatuses = [
  "active",
  "active",
  "active",
  "active",
  "active",
  "active",
  "inactive",
  "suspended",
  "closed",
] as const;

/** Active for the most part; one in eight is a sub-account of the one before it, where that can have one. */
function anyRow(row: number, books: Books<IfAccount>, random: Random): DemoRow {
  const before = books.get(accountId(row - 1));
  const status = random.pick(usualStatuses);
  const available = status === "closed" ? "0.00" : toAmount(BigInt(random.integer(0, 900_000)));
  const client = demoClients.length + Math.ceil((row - demoRows.length) / 3);
  if (
    random.chance(1 / 8) &&
    before?.clientId === clientId(client) &&
    before.mainAccountId === null &&
    before.status === "active"
  ) {
    return { client, currency: before.currency, alias: `Sub-account ${row}`, main: row - 1, available };
  }
  return {
    client,
    currency: random.pick(["EUR", "EUR", "GBP", "GBP", "USD"]),
    alias: `Account ${row}`,
    provider: random.pick(["railsbank", "currencycloud", "nium"]),
    status,
    available,
  };
}
