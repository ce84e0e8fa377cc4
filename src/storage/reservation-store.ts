import { type Kysely, sql, type Transaction } from "kysely";
import type { Instant } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { Tables } from "./tables.ts";

/** Who has a client's own id. */
export interface TakenId {
  /** The account that has it; null while only a wish for one has. */
  readonly account: AccountRef | null;
}

/**
 * Takes a client's own id for an operation, from whoever came to nothing with it; null when it is taken now. An id belongs
 * to somebody else while an account has it, or an operation that succeeded or may still succeed.
 */
export async function reserve(
  transaction: Transaction<Tables>,
  clientAccountId: string,
  operationId: string,
  now: Instant,
): Promise<TakenId | null> {
  const account = await accountWith(transaction, clientAccountId);
  if (account !== null) return { account };
  const given = transaction
    .selectFrom("operations")
    .select("id")
    .where((where) =>
      where.or([
        where("state", "in", ["REJECTED", "ABANDONED"]),
        where("state", "in", ["RECEIVED", "NOT_SENT"]).and("lease_until", "<=", now),
      ]),
    );
  const row = await transaction
    .insertInto("reservations")
    .values({ client_account_id: clientAccountId, operation_id: operationId })
    .onConflict((conflict) =>
      conflict
        .column("client_account_id")
        .doUpdateSet({ operation_id: operationId })
        .where((where) =>
          where.or([
            where("reservations.operation_id", "=", operationId),
            where("reservations.operation_id", "in", given),
          ]),
        ),
    )
    .returning("operation_id")
    .executeTakeFirst();
  return row === undefined ? { account: null } : null;
}

/** Gives back the ids that an operation took. */
export async function releaseReservations(transaction: Transaction<Tables>, operationId: string): Promise<void> {
  await transaction.deleteFrom("reservations").where("operation_id", "=", operationId).execute();
}

/** Gives back an id that its account has no more. */
export async function releaseId(transaction: Transaction<Tables>, clientAccountId: string): Promise<void> {
  await transaction.deleteFrom("reservations").where("client_account_id", "=", clientAccountId).execute();
}

/** The account with this id of the client's, the one that was seen first where several have it. */
async function accountWith(database: Kysely<Tables>, clientAccountId: string): Promise<AccountRef | null> {
  const row = await database
    .selectFrom("accounts")
    .select(["provider", sql<string>`provider_account_id`.as("id")])
    .where("client_account_id", "=", clientAccountId)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
