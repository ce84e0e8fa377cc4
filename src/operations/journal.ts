import DataLoader from "dataloader";
import type { AccountRef } from "../domain/account-ref.ts";
import type { MutationName, Operation, OperationCaller, OperationFilter } from "../domain/operation.ts";
import type { Database } from "../storage/database.ts";
import { loadLateAccounts } from "../storage/late-accounts.ts";
import { countOperations, loadOperations, type OperationStretch } from "../storage/operation-list.ts";
import { findOperation, loadOperation } from "../storage/operation-store.ts";

/**
 * What was asked for, and what became of it: the operations as clients and the back office see them. Who may see
 * which is the caller's to decide.
 */
export interface Journal {
  /** The caller's own operation with this key; null when there is none. */
  find(caller: OperationCaller, mutation: MutationName, idempotencyKey: string): Promise<Operation | null>;
  /** By its id, whoever's it is. */
  get(id: string): Promise<Operation | null>;
  /** Those that pass, by their `number`; the end that they are taken from comes first. */
  page(filter: OperationFilter, stretch: OperationStretch): Promise<readonly Operation[]>;
  count(filter: OperationFilter): Promise<number>;
  /** The accounts that appeared when the operation had ended, that may have come of it, and that no operation has got. */
  lateAccounts(id: string): Promise<readonly AccountRef[]>;
}

export function createJournal({ read }: Pick<Database, "read">): Journal {
  // A list asks for those of all its operations at once.
  const late = new DataLoader<string, readonly AccountRef[]>(
    async (ids) => {
      const found = await loadLateAccounts(read, ids);
      return ids.map((id) => found.get(id) ?? []);
    },
    { cache: false, maxBatchSize: 200 },
  );
  return {
    async find(caller, mutation, idempotencyKey) {
      return (await findOperation(read, { caller, mutation, idempotencyKey }))?.operation ?? null;
    },
    get: async (id) => (await loadOperation(read, id))?.operation ?? null,
    page: async (filter, stretch) => (await loadOperations(read, filter, stretch)).map(({ operation }) => operation),
    count: (filter) => countOperations(read, filter),
    lateAccounts: (id) => late.load(id),
  };
}
