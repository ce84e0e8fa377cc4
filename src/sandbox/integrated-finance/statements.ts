import { jsonDecimal } from "../kit/amount.ts";
import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";
import { entriesOf, type StatementEntry } from "./entries.ts";
import type { Query } from "./paging.ts";
import { invalid } from "./refusal.ts";

const path = "data.accountStatement";

/** F7: the account's entries within the asked range, oldest first; the clock decides which month is the current one. */
export function findEntries(books: Books<IfAccount>, { id }: IfAccount, query: Query): StatementEntry[] {
  const number = query[`${path}.transactionNumber`];
  const { from, to } = range(readTime(query, "entryDateTimeFrom"), readTime(query, "entryDateTimeTo"), books.now());
  return entriesOf(books, id)
    .filter((entry) => entry.entryDateTime >= from && entry.entryDateTime <= to)
    .filter((entry) => number === undefined || entry.transactionNumber === number)
    .sort((a, b) => (a.entryDateTime < b.entryDateTime ? -1 : a.entryDateTime > b.entryDateTime ? 1 : 0));
}

/** As asked; a missing end is completed to the month of the other one, and both to the current month. */
function range(from: string | null, to: string | null, now: number): { from: string; to: string } {
  const month = (from ?? to ?? new Date(now).toISOString()).slice(0, 7);
  return { from: from ?? `${month}-01T00:00:00.000`, to: to ?? `${month}-${lastDay(month)}T23:59:59.999` };
}

/** `lastDay("2024-02") // "29"` */
function lastDay(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return String(new Date(Date.UTC(year ?? 0, number ?? 0, 0)).getUTCDate());
}

/** A time without zone, such as `2020-12-31T00:00:00.000`, which compares as text. */
function readTime(query: Query, name: string): string | null {
  const value = query[`${path}.${name}`];
  if (value === undefined) return null;
  const isTime = typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/.test(value);
  if (!isTime || Number.isNaN(Date.parse(`${value}Z`))) {
    throw invalid(`${path}.${name}`, "must be a time such as 2020-12-31T00:00:00.000");
  }
  return value;
}

export function presentEntry(account: IfAccount, entry: StatementEntry): object {
  return {
    accountId: account.id,
    transactionNumber: entry.transactionNumber,
    entryDateTime: entry.entryDateTime,
    direction: entry.direction,
    amount: jsonDecimal(entry.amount),
    transactionType: entry.transactionType,
    entryType: entry.entryType,
    balance: jsonDecimal(entry.balance),
    currency: account.currency,
    narrative: entry.narrative,
  };
}
