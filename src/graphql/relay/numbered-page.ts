import { type PageArguments, pageSize } from "./page-arguments.ts";
import type { PageInfo } from "./page-info.ts";

/** Which part of a list of numbered rows: between two numbers, both exclusive, from either end. */
interface Stretch {
  readonly olderThan: number | null;
  readonly newerThan: number | null;
  readonly limit: number;
  readonly from: "newest" | "oldest";
}

/** A list whose rows have rising numbers, shown from the newest to the oldest. */
export interface NumberedList<Row> {
  /** The end that they are taken from comes first. */
  read(stretch: Stretch): Promise<readonly Row[]>;
  numberOf(row: Row): number;
  seal(number: number): string;
  open(cursor: string): number;
}

export interface NumberedPage<Row> {
  readonly edges: readonly { readonly cursor: string; readonly row: Row }[];
  readonly pageInfo: PageInfo;
}

/** One Relay page of such a list. Whether it goes on where it was not read is asked only when that is selected. */
export async function numberedPage<Row>(args: PageArguments, list: NumberedList<Row>): Promise<NumberedPage<Row>> {
  const { from, limit } = pageSize(args);
  const open = (cursor: string | null | undefined) => (cursor == null ? null : list.open(cursor));
  // Newest first: what comes after a cursor is older.
  const bounds = { olderThan: open(args.after), newerThan: open(args.before) };
  const end = from === "start" ? "newest" : "oldest";
  const found = await list.read({ ...bounds, limit: limit + 1, from: end });
  const goesOn = found.length > limit;
  const page = found.slice(0, limit);
  const shown = from === "start" ? page : page.toReversed();

  const edges = shown.map((row) => ({ cursor: list.seal(list.numberOf(row)), row }));
  const beyond = (side: "newerThan" | "olderThan") => async () => {
    const edge = side === "newerThan" ? shown[0] : shown.at(-1);
    if (edge === undefined) return false;
    // From the edge outwards: the first row met is enough.
    const direction = side === "newerThan" ? "oldest" : "newest";
    const bound = { newerThan: null, olderThan: null, [side]: list.numberOf(edge) };
    const query = { ...bound, limit: 1, from: direction } as const;
    return (await list.read(query)).length > 0;
  };
  return {
    edges,
    pageInfo: {
      hasNextPage: from === "start" && bounds.newerThan === null ? goesOn : beyond("olderThan"),
      hasPreviousPage: from === "end" && bounds.olderThan === null ? goesOn : beyond("newerThan"),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
