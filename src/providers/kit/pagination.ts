import { z } from "zod";
import { begin, type PageAnswer, placeSchema, step, type Window } from "./list-walk.ts";

export type { PageAnswer } from "./list-walk.ts";

/** A walk over numbered pages or offsets. Cursors are small JSON texts that survive a restart. */
export interface Walk<Ask> {
  /** What to ask the provider for, from the start (`cursor` null) or from a cursor of `next`. */
  ask(cursor: string | null): Ask;
  /** The cursor after that page was answered; null at the end. */
  next(cursor: string | null, answer: PageAnswer): string | null;
}

/** A list asked by `offset` and `limit`. */
export function offsetWalk(options: { provider: string; size: number }): Walk<{ offset: number; limit: number }> {
  const window = (index: number, size: number): Window => ({ start: index, size });
  return walk(options, window, ({ start, size }) => ({ offset: start, limit: size }));
}

/**
 * A list asked by page number, where `firstPage` is 0 or 1, and page size (at least 4, or
 * neighbouring pages cannot overlap).
 */
export function pageNumberWalk(options: {
  provider: string;
  size: number;
  firstPage: number;
}): Walk<{ page: number; size: number }> {
  return walk(options, pageHolding, ({ start, size }) => ({ page: options.firstPage + start / size, size }));
}

/**
 * Page n of size s begins at row n·s, so overlapping the rows already read takes a page of another size: of all pages that
 * hold the row and are at least half full size, the one that reaches furthest. Where a page border of every size falls
 * right behind the row (at size 10: every 2,520 rows) no page overlaps, and the page behind the border is asked.
 */
function pageHolding(index: number, largest: number): Window {
  let best: Window = { start: 0, size: 0 };
  for (let size = largest; size >= Math.max(2, largest / 2); size -= 1) {
    const start = index - (index % size);
    if (start + size > best.start + best.size) best = { start, size };
  }
  const isBorder = best.start + best.size === index + 1 && index > 0;
  return isBorder ? pageHolding(index + 1, largest) : best;
}

function walk<Ask>(
  { provider, size }: { provider: string; size: number },
  windowAt: (index: number, size: number) => Window,
  toAsk: (window: Window) => Ask,
): Walk<Ask> {
  const placeOf = (cursor: string | null) => (cursor === null ? begin(size) : cursorText.parse(cursor));
  return {
    ask(cursor) {
      const place = placeOf(cursor);
      return toAsk(windowAt(place.index, place.size));
    },
    next(cursor, answer) {
      const place = placeOf(cursor);
      const following = step(provider, place, windowAt(place.index, place.size), answer);
      return following === null ? null : JSON.stringify(following);
    },
  };
}

const cursorText = z.string().transform((cursor) => placeSchema.parse(JSON.parse(cursor)));
