import { setImmediate as whatHasArrived } from "node:timers/promises";
import type { ControlledTransaction, Kysely, Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** Runs `work` in a transaction; what it did stays when the promise resolves, and is gone when it rejects. */
export type RunTransaction = <T>(work: (transaction: Transaction<Tables>) => Promise<T>) => Promise<T>;

/** One that waits, or has run and waits for the commit of its group. */
interface Waiting {
  /** Runs it and keeps what came of it to itself. Rejects when it failed. */
  run(transaction: Transaction<Tables>): Promise<void>;
  /** Tells its caller what came of it. */
  succeed(): void;
  fail(error: unknown): void;
}

/** So many share a commit at most: a reader of one's own writes waits for the others too. */
const largestGroup = 64;

/**
 * Transactions of an engine with a single writer. Those that wait at the same moment run one after the other, each behind
 * a savepoint of its own (unless it is alone), and share one commit: the disk is synced once for all, which is most of what
 * a short transaction costs. Nobody is answered before that commit.
 */
export function groupedTransactions(write: Kysely<Tables>): RunTransaction {
  let waiting: Waiting[] = [];
  let isWorking = false;

  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    while (waiting.length > 0) {
      // Requests that came in together reach this point one by one before anything else happens.
      await whatHasArrived();
      const group = waiting.slice(0, largestGroup);
      waiting = waiting.slice(largestGroup);
      await runGroup(write, group);
    }
    isWorking = false;
  }

  return <T>(wish: (transaction: Transaction<Tables>) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      let result: T;
      waiting.push({
        async run(transaction) {
          result = await wish(transaction);
        },
        succeed: () => resolve(result),
        fail: reject,
      });
      void work();
    });
}

async function runGroup(write: Kysely<Tables>, group: readonly Waiting[]): Promise<void> {
  const done: Waiting[] = [];
  const runOne = group.length === 1 ? ranAlone : ran;
  try {
    const transaction = await write.startTransaction().execute();
    try {
      for (const one of group) if (await runOne(transaction, one)) done.push(one);
      await transaction.commit().execute();
    } catch (error) {
      // Rolled back by SQLite itself where that was what failed.
      if (!transaction.isRolledBack && !transaction.isCommitted)
        await transaction
          .rollback()
          .execute()
          .catch(() => {});
      throw error;
    }
    for (const one of done) one.succeed();
  } catch (error) {
    // A disk that is full, say: nothing of the group was kept. Those that failed by themselves know it already.
    for (const one of group) one.fail(error);
  }
}

/** Whether it ran; else it was told why, and nothing of it is left. Rejects when the transaction cannot go on. */
async function ran(transaction: ControlledTransaction<Tables>, one: Waiting): Promise<boolean> {
  const behind = await transaction.savepoint("one").execute();
  try {
    await one.run(behind);
  } catch (error) {
    // SQLite itself may have rolled back everything, its savepoints too: then all of the group are told why.
    await behind
      .rollbackToSavepoint("one")
      .execute()
      .catch(() => {
        throw error;
      });
    await behind.releaseSavepoint("one").execute();
    one.fail(error);
    return false;
  }
  await behind.releaseSavepoint("one").execute();
  return true;
}

/** The same for one that is alone, and needs no savepoint: what it rejects with undoes the whole transaction. */
async function ranAlone(transaction: ControlledTransaction<Tables>, one: Waiting): Promise<boolean> {
  await one.run(transaction);
  return true;
}
