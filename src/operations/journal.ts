import type { MutationName, Operation, OperationCaller, OperationFilter } from "../domain/operation.ts";

/** What was asked for, and what became of it: the operations as clients and the back office see them. */
export interface Journal {
  /** The caller's own operation with this key; null when there is none. */
  find(caller: OperationCaller, mutation: MutationName, idempotencyKey: string): Promise<Operation | null>;
  /** By its id, whoever's it is. */
  get(id: string): Promise<Operation | null>;
  /** The newest first (`end`: the oldest); between two ids of a former page, both exclusive. */
  page(query: OperationPageQuery): Promise<readonly Operation[]>;
  count(filter: OperationFilter): Promise<number>;
}

export interface OperationPageQuery {
  readonly filter: OperationFilter;
  readonly olderThan: OperationPlace | null;
  readonly newerThan: OperationPlace | null;
  readonly limit: number;
  readonly from: "newest" | "oldest";
}

/** The place of an operation in lists; `number` of the operation. */
export type OperationPlace = number;
