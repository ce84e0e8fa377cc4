import { invalid } from "./refusal.ts";

const longest = 30;

/** A label of at most 30 characters (code points), by default "EUR Account". */
export function readAlias(value: unknown, currency: string): string {
  if (value === undefined || value === null) return `${currency} Account`;
  if (typeof value !== "string" || value === "") throw invalid("data.account.alias", "must be a text");
  if ([...value].length > longest) throw invalid("data.account.alias", `max length is ${longest}`);
  return value;
}
