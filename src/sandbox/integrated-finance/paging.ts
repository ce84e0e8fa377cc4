import type { Fields } from "./envelope.ts";
import { invalid } from "./refusal.ts";

export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Pages count from 0. */
export interface PageAsk {
  readonly number: number;
  readonly size: number;
  /** The place of the page's first row. */
  readonly from: number;
}

export function readPage(query: Query, max: number, defaultSize = 10): PageAsk {
  const number = readCount(query, "metadata.page.number", 0, 0);
  const size = Math.min(readCount(query, "metadata.page.size", defaultSize, 1), max);
  return { number, size, from: number * size };
}

/** The `metadata` of a list's answer. */
export function pageMetadata({ size, number }: PageAsk, totalElements: number): Fields {
  return { page: { size, number, totalElements, totalPages: Math.ceil(totalElements / size) } };
}

/** The rows of a page out of all that fit. */
export function cut<T>(rows: readonly T[], { from, size }: PageAsk): T[] {
  return rows.slice(from, from + size);
}

function readCount(query: Query, name: string, fallback: number, least: number): number {
  const value = query[name];
  if (value === undefined) return fallback;
  const count = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : -1;
  if (count < least) throw invalid(name, `must be a number from ${least}`);
  return count;
}
