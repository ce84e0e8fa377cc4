/** One page as the provider served it. */
export interface ServedPage<Row> {
  readonly rows: readonly Row[];
  /** How many rows there are in all pages. */
  readonly total: number;
  /** The page size really used, where the provider tells it: some serve less than was asked for. */
  readonly served: number | null;
}

/**
 * The rows from `offset`, at most `limit` of them, of a list that comes in numbered pages (`page` counts from 0). Mostly
 * one call; two where the window lies across pages, more where the provider's pages are smaller than asked for.
 */
export async function readWindow<Row>(
  { offset, limit }: { readonly offset: number; readonly limit: number },
  readPage: (page: number, size: number) => Promise<ServedPage<Row>>,
): Promise<{ rows: readonly Row[]; total: number }> {
  let size = limit;
  let page = Math.floor(offset / size);
  const rows: Row[] = [];
  for (;;) {
    const answer = await readPage(page, size);
    if (answer.served !== null && answer.served > 0 && answer.served < size) {
      // Pages are numbered by the size that is served: what was read so far is at another place.
      size = answer.served;
      page = Math.floor(offset / size);
      rows.length = 0;
      if (page > 0) continue;
    }
    const start = Math.max(0, offset - page * size);
    rows.push(...answer.rows.slice(rows.length === 0 ? start : 0));
    page++;
    if (rows.length >= limit || page * size >= answer.total || answer.rows.length === 0) {
      return { rows: rows.slice(0, limit), total: answer.total };
    }
  }
}
