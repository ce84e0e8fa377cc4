import type { CompiledQuery, QueryResult } from "kysely";
import type { WriteTransaction } from "./database.ts";

/**
 * Runs statements none of which needs another one's answer, in the order given: on PostgreSQL they leave at once, and share
 * a round trip. Rejects with what failed first, and not before the others have ended too: no statement is left that would
 * run once the transaction has been rolled back.
 */
export async function together<Rows extends readonly unknown[]>(
  transaction: WriteTransaction,
  statements: { readonly [Index in keyof Rows]: CompiledQuery<Rows[Index]> },
): Promise<{ readonly [Index in keyof Rows]: QueryResult<Rows[Index]> }> {
  const settled = await transaction
    .getExecutor()
    .provideConnection((connection) =>
      Promise.allSettled(statements.map((statement) => connection.executeQuery(statement))),
    );
  const results = settled.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
  return results as { readonly [Index in keyof Rows]: QueryResult<Rows[Index]> };
}
