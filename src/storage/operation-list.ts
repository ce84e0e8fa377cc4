import type { Kysely, SelectQueryBuilder } from "kysely";
import { mutationNames, type OperationFilter } from "../domain/operation.ts";
import { type StoredOperation, toStoredOperation } from "./operation-rows.ts";
import type { Tables } from "./tables.ts";

/** Which part of a list: between two numbers, both exclusive. */
export interface OperationStretch {
  readonly olderThan: number | null;
  readonly newerThan: number | null;
  readonly limit: number;
  /** Which end to take from; answered with that end first. */
  readonly from: "newest" | "oldest";
}

export async function loadOperations(
  read: Kysely<Tables>,
  filter: OperationFilter,
  { olderThan, newerThan, limit, from }: OperationStretch,
): Promise<readonly StoredOperation[]> {
  let query = passing(read.selectFrom("operations").selectAll(), filter)
    .orderBy("number", from === "newest" ? "desc" : "asc")
    .limit(limit);
  if (olderThan !== null) query = query.where("number", "<", olderThan);
  if (newerThan !== null) query = query.where("number", ">", newerThan);
  return (await query.execute()).map(toStoredOperation);
}

export async function countOperations(read: Kysely<Tables>, filter: OperationFilter): Promise<number> {
  const { total } = await passing(
    read.selectFrom("operations").select((row) => row.fn.countAll<number>().as("total")),
    filter,
  ).executeTakeFirstOrThrow();
  return Number(total);
}

function passing<Row>(query: SelectQueryBuilder<Tables, "operations", Row>, filter: OperationFilter) {
  const { states, providers, mutations, account, idempotencyKey, caller } = filter;
  let passed = query;
  // Of a caller's keys there is one for each mutation: that finds it, and not among all that the caller ever sent.
  const named = idempotencyKey !== undefined && caller !== undefined ? (mutations ?? mutationNames) : mutations;
  if (states !== undefined) passed = passed.where("state", "in", states);
  if (providers !== undefined) passed = passed.where("provider", "in", providers);
  if (named !== undefined) passed = passed.where("mutation", "in", named);
  if (account !== undefined) {
    passed = passed.where("provider_account_id", "=", account.id).where("provider", "=", account.provider);
  }
  if (idempotencyKey !== undefined) passed = passed.where("idempotency_key", "=", idempotencyKey);
  if (caller !== undefined) {
    passed = passed
      .where("issuer", "=", caller.issuer ?? "")
      .where("client_id", "=", caller.clientId ?? "")
      .where("subject", "=", caller.subject);
  }
  return passed;
}
