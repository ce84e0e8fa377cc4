import { Refusal } from "./refusal.ts";
import type { RevstoSettings } from "./settings.ts";

/** The frame around every list: a stretch of `rows`, which are in ascending order. */
export function listFrame<Row>(
  rows: readonly Row[],
  query: unknown,
  sortEcho: string,
  { pageMax, overPageMax, countMeans }: RevstoSettings,
  print: (row: Row) => unknown = (row) => row,
): unknown {
  const { limit: askedLimit, offset: askedOffset, sort = sortEcho } = query as Record<string, string | undefined>;
  const asked = wholeNumber("limit", askedLimit ?? "20", 1);
  const offset = wholeNumber("offset", askedOffset ?? "0", 0);
  if (asked > pageMax && overPageMax === "refuse")
    throw new Refusal(400, "INVALID_PARAMETER", `limit must be at most ${pageMax}`);
  if (!/^[+ -]?ids?$/.test(sort)) throw new Refusal(400, "INVALID_PARAMETER", `cannot sort by ${sort}`);

  const limit = Math.min(asked, pageMax);
  const items = sort.startsWith("-")
    ? rows.slice(Math.max(0, rows.length - offset - limit), Math.max(0, rows.length - offset)).reverse()
    : rows.slice(offset, offset + limit);
  return {
    items: items.map(print),
    count: countMeans === "total" ? rows.length : items.length,
    limit,
    offset,
    // A plus that was not escaped arrives as a blank.
    sort: sort.replace(" ", "+"),
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new Refusal(400, "INVALID_PARAMETER", `${name} must be a whole number from ${least} on`);
}
