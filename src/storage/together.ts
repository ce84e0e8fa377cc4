import { type CompiledQuery, type DatabaseConnection, PostgresAdapter, type QueryResult } from "kysely";
import type { WriteTransaction } from "./database.ts";

/**
 * Runs statements none of which needs another one's answer, in the order given. On PostgreSQL they leave at once, and share
 * a round trip; rejects with the first failure in that order, and not before all have ended: none is left that would run
 * once the transaction has been rolled back. On SQLite none runs after one that failed.
 */
export async function together<Rows extends readonly unknown[]>(
  transaction: WriteTransaction,
  statements: { readonly [Index in keyof Rows]: CompiledQuery<Rows[Index]> },
): Promise<{ readonly [Index in keyof Rows]: QueryResult<Rows[Index]> }> {
  const executor = transaction.getExecutor();
  const run = executor.adapter instanceof PostgresAdapter ? atOnce : inTurn;
  const results = await executor.provideConnection((connection) => run(connection, statements));
  return results as { readonly [Index in keyof Rows]: QueryResult<Rows[Index]> };
}

type Run = (
  connection: DatabaseConnection,
  statements: readonly CompiledQuery[],
) => Promise<readonly QueryResult<unknown>[]>;

const atOnce: Run = async (connection, statements) => {
  const settled = await Promise.allSettled(statements.map((statement) => connection.executeQuery(statement)));
  return settled.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
};

/** A full disk makes SQLite roll back by itself: what ran after that would be outside of the transaction, and stay. */
const inTurn: Run = async (connection, statements) => {
  const results: QueryResult<unknown>[] = [];
  for (const statement of statements) results.push(await connection.executeQuery(statement));
  return results;
};
