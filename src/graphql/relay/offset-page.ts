import { type PageArguments, pageSize } from "./page-arguments.ts";
import type { PageInfo } from "./page-info.ts";

/** Some rows of a list whose rows are counted, and how many it has in all. */
export interface OffsetWindow<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

export interface OffsetConnection<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/**
 * One Relay page of a list that is asked for by row numbers (from 0). `seal` and `open` make cursors of them. Forward, or
 * backward from a cursor, it asks once; backward from the end it asks for the number of rows first.
 */
export async function offsetPage<Row>(
  args: PageArguments,
  read: (offset: number, limit: number) => Promise<OffsetWindow<Row>>,
  { seal, open }: { readonly seal: (row: number) => string; readonly open: (cursor: string) => number },
): Promise<OffsetConnection<Row>> {
  const { from, limit } = pageSize(args);
  const first = args.after == null ? 0 : open(args.after) + 1;
  const bound = args.before == null ? null : open(args.before);
  const end = bound ?? (from === "start" ? first + limit : (await read(0, 1)).total);
  const start = from === "start" ? first : Math.max(first, end - limit);
  const wanted = Math.max(0, Math.min(end, start + limit) - start);
  const { rows, total } = await read(start, Math.max(1, wanted));
  const shown = rows.slice(0, wanted);
  const edges = shown.map((node, index) => ({ cursor: seal(start + index), node }));
  return {
    edges,
    totalCount: total,
    pageInfo: {
      hasNextPage: start + shown.length < total,
      hasPreviousPage: start > 0 && total > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
