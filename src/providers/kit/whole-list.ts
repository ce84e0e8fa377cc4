/** One page of a walk, its rows as the provider wrote them. */
export interface RowPage {
  readonly rows: readonly unknown[];
  /** Null at the end. */
  readonly next: string | null;
}

/** All rows of a walk, from its start to its end; those that pages repeat are in it more than once. */
export async function wholeList(readPage: (cursor: string | null) => Promise<RowPage>): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  let cursor: string | null = null;
  do {
    const { rows, next } = await readPage(cursor);
    all.push(...rows);
    cursor = next;
  } while (cursor !== null);
  return all;
}
