import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";

/** `20210414-ABCDEF`: the day and six letters that never repeat. */
export function nextTransactionNumber(books: Books<IfAccount>, at: number): string {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll("-", "");
  return `${day}-${letters(books.next("transaction"))}`;
}

function letters(number: number): string {
  let text = "";
  for (let rest = number; text.length < 6; rest = Math.floor(rest / 26)) {
    text = String.fromCharCode(65 + (rest % 26)) + text;
  }
  return text;
}

/** `2021-09-13T11:13:19.168`: the platform's times are UTC but do not say so. */
export function entryDateTime(at: number): string {
  return new Date(at).toISOString().slice(0, -1);
}
