import type { Instant } from "./account.ts";

export interface StatementRange {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The range of a statement of which not both ends are given, as Integrated Finance documents it, in UTC: nothing given,
 * the current month; only `from`, until the end of its month; only `to`, from the beginning of its month.
 */
export function statementRange(from: Instant | null, to: Instant | null, now: Instant): StatementRange {
  const month = (from ?? to ?? now).slice(0, 7);
  return { from: from ?? `${month}-01T00:00:00.000Z`, to: to ?? `${month}-${lastDay(month)}T23:59:59.999Z` };
}

/** `lastDay("2024-02") // "29"` */
function lastDay(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  // The day before the first of the following month.
  return String(new Date(Date.UTC(year, number, 0)).getUTCDate());
}
