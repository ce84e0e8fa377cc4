import { z } from "zod";
import { GatewayError } from "../../domain/errors.ts";

// How to read a whole list through windows while rows appear and vanish. The one thing relied on: rows that stay keep their
// order. Each window begins with rows already read. If it shows one of them, whatever follows continues the walk without a
// gap, wherever the list has shifted. If it shows none, rows may have been skipped: look further up, at last at the top.

/** Rows `start` to `start + size` (exclusive) of the provider's list. */
export interface Window {
  readonly start: number;
  readonly size: number;
}

/** What matters of an answered page. */
export interface PageAnswer {
  /** One key for each row of the page, malformed ones too. See `rowKeys`. */
  readonly keys: readonly string[];
  /** The provider's count of all rows; null where it tells none or none that can be believed. */
  readonly total: number | null;
  /** The page size that the provider says it used; null where it does not. */
  readonly served: number | null;
}

/** Where a walk stands. */
export const placeSchema = z.object({
  /** The row that the next window must hold; read before, except at the top. */
  index: z.number(),
  /** The largest page that the provider serves. */
  size: z.number(),
  /** Keys of the last rows of the unbroken stretch read so far. */
  tail: z.array(z.string()),
  /** How far down the list the walk has been. */
  furthest: z.number(),
  /** Windows since then that showed nothing read before. */
  doubts: z.number(),
  /** Full windows in a row that ended where the walk already was. */
  stalls: z.number(),
});
export type Place = z.output<typeof placeSchema>;

const tailLength = 10;
const mostDoubts = 50;
const mostStalls = 3;

export const begin = (size: number): Place => ({ index: 0, size, tail: [], furthest: 0, doubts: 0, stalls: 0 });

/** Keys for `PageAnswer`: what each row has under `field`, or all of a row that has nothing there. */
export function rowKeys(rows: readonly unknown[], field: string): readonly string[] {
  return rows.map((row) => {
    const value: unknown = typeof row === "object" && row !== null ? Reflect.get(row, field) : undefined;
    return JSON.stringify(value ?? row);
  });
}

/**
 * The place after `window` was answered; null at the end. Throws PROVIDER_MALFORMED_ANSWER for a list that never leads on.
 */
export function step(provider: string, place: Place, window: Window, answer: PageAnswer): Place | null {
  const { keys } = answer;
  const overlapsNothing = window.start > place.index;
  const isContinuous = window.start === 0 || overlapsNothing || keys.some((key) => place.tail.includes(key));
  if (!isContinuous)
    return doubt(provider, { ...place, stalls: 0, index: Math.max(0, place.index - 4 * 2 ** place.doubts) });

  const reached = window.start + keys.length;
  if (keys.length === 0 || tellsEnd(window, answer)) return null;

  const showsNothingNew = keys.at(-1) === place.tail.at(-1);
  // A full page that ends with the last known row: new rows pushed it down that far, or the provider repeats its last page.
  const stalls = showsNothingNew ? place.stalls + 1 : 0;
  if (showsNothingNew && (keys.length !== window.size || stalls === mostStalls)) return null;

  return {
    index: reached - 1,
    size: place.index === 0 ? servedSize(place.size, keys.length) : place.size,
    tail: keys.slice(-tailLength),
    furthest: Math.max(place.furthest, reached),
    doubts: reached > place.furthest ? 0 : place.doubts,
    stalls,
  };
}

/**
 * Does the provider itself tell that this page is the last? At the top of the list it may have told something else:
 * for the total, how many rows the page has; for the size it served, the size that it was asked for.
 */
function tellsEnd({ start, size }: Window, { keys, total, served }: PageAnswer): boolean {
  const isTop = start === 0;
  if (total !== null) return start + keys.length === total && !(isTop && keys.length === size);
  return served !== null && keys.length < served && !(isTop && served === size);
}

/** A top page that is short without being the end shows that the provider serves smaller pages than it was asked for. */
function servedSize(asked: number, rows: number): number {
  return Math.max(2, Math.min(asked, rows));
}

/** A list may shift under a reader now and then; one that does it all the time has no order to rely on. */
function doubt(provider: string, place: Place): Place {
  if (place.doubts < mostDoubts) return { ...place, doubts: place.doubts + 1 };
  throw new GatewayError("PROVIDER_MALFORMED_ANSWER", `${provider} lists its accounts in no lasting order`, {
    provider,
  });
}
