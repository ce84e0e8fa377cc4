import type { Amount } from "../kit/amount.ts";
import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";

/** One line of an account's statements, as it is printed but for the amounts. */
export interface StatementEntry {
  readonly transactionNumber: string;
  /** `2021-09-13T11:13:19.168`, UTC without saying so. */
  readonly entryDateTime: string;
  readonly direction: "debit" | "credit";
  readonly amount: Amount;
  readonly transactionType: string;
  readonly entryType: string;
  /** After this entry. */
  readonly balance: Amount;
  readonly narrative: string;
}

/** Oldest first. Kept beside the account, so that a change of it does not write all of them down again. */
export function entriesOf(books: Books<IfAccount>, accountId: string): readonly StatementEntry[] {
  return books.list(`entries ${accountId}`) as readonly StatementEntry[];
}

export function addEntry(books: Books<IfAccount>, accountId: string, entry: StatementEntry): void {
  books.addTo(`entries ${accountId}`, entry);
}
