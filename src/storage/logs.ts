import type { CompiledQuery } from "kysely";
import type { WriteTransaction } from "./database.ts";
import { together } from "./together.ts";

/** Rows for the end of a log, which has one head for all who append. */
export interface Appending<Head = unknown> {
  /** The statement that locks the head until the transaction ends, and answers it. */
  readonly lock: CompiledQuery<Head>;
  /** The statements that write the rows behind that head. */
  write(head: Head): readonly CompiledQuery[];
}

/**
 * Appends to logs, each with its own rows; null where there are none. The heads are locked in the order given, which is the
 * same everywhere: first that of the events, then that of the audit. They stay locked until the transaction ends, so this
 * comes last, after every other lock.
 */
export async function appendToLogs(
  transaction: WriteTransaction,
  toLogs: readonly (Appending | null)[],
): Promise<void> {
  const appendings = toLogs.filter((one) => one !== null);
  if (appendings.length === 0) return;
  const locked = await together(
    transaction,
    appendings.map(({ lock }) => lock),
  );
  const statements = appendings.flatMap((appending, at) => {
    const head = locked[at]?.rows[0];
    if (head === undefined) throw new Error("A log has no head.");
    return appending.write(head);
  });
  await together(transaction, statements);
}
