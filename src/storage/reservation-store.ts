import { type CompiledQuery, type ExpressionBuilder, sql, type Transaction } from "kysely";
import type { Instant } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { WriteTransaction } from "./database.ts";
import type { Tables } from "./tables.ts";
import { together } from "./together.ts";

/** Who has a client's own id. */
export interface TakenId {
  /** The account that has it; null while only a wish for one has. */
  readonly account: AccountRef | null;
}

/**
 * Takes a client's own id for an operation, from whoever came to nothing with it; null when it is taken now, else who has
 * it, and then the transaction is to be rolled back. An id belongs to somebody else while an account has it, or an operation
 * that may still succeed, or did and whose account was not given another one since.
 */
export async function reserve(
  transaction: WriteTransaction,
  clientAccountId: string,
  operationId: string,
  now: Instant,
): Promise<TakenId | null> {
  const [accounts, reserved] = await together(transaction, [
    accountStatement(transaction, clientAccountId),
    reservationStatement(transaction, clientAccountId, operationId),
  ]);
  const [account] = accounts.rows;
  if (account !== undefined) return { account };
  const [taken] = reserved.rows;
  if (taken?.operation_id === operationId) return null;
  // By a statement of its own: one that waited for the row would see its holder as it was before it waited.
  const { numUpdatedRows } = await transaction
    .updateTable("reservations")
    .set({ operation_id: operationId })
    .where("client_account_id", "=", clientAccountId)
    .where((where) => isOfNoUse(where, clientAccountId, now))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 0n ? { account: null } : null;
}

/**
 * Whether a reservation's operation has no use for the id any more: it came to nothing, or its account was given another id.
 */
function isOfNoUse(
  { exists, selectFrom }: ExpressionBuilder<Tables, "reservations">,
  clientAccountId: string,
  now: Instant,
) {
  return exists(
    selectFrom("operations")
      .select("operations.id")
      .whereRef("operations.id", "=", "reservations.operation_id")
      .where((where) =>
        where.or([
          where("state", "in", ["REJECTED", "ABANDONED"]),
          where.and([where("state", "=", "SUCCEEDED"), isRenamed(where, clientAccountId)]),
          where.and([
            where("state", "in", ["RECEIVED", "NOT_SENT"]),
            where.or([where("lease_until", "is", null), where("lease_until", "<=", now)]),
          ]),
        ]),
      ),
  );
}

/** Whether the account of an operation has another id of the client's by now. */
function isRenamed({ exists, selectFrom }: ExpressionBuilder<Tables, "operations">, clientAccountId: string) {
  return exists(
    selectFrom("accounts")
      .select("accounts.id")
      .whereRef("accounts.provider", "=", "operations.provider")
      .whereRef("accounts.provider_account_id", "=", "operations.provider_account_id")
      .where("accounts.client_account_id", "<>", clientAccountId),
  );
}

/** Gives back the ids that an operation took. */
export async function releaseReservations(transaction: Transaction<Tables>, operationId: string): Promise<void> {
  await transaction.deleteFrom("reservations").where("operation_id", "=", operationId).execute();
}

/** The statement that finds the account with this id of the client's, the one that was seen first where several have it. */
function accountStatement(transaction: WriteTransaction, clientAccountId: string): CompiledQuery<AccountRef> {
  return transaction
    .selectFrom("accounts")
    .select(["provider", sql<string>`provider_account_id`.as("id")])
    .where("client_account_id", "=", clientAccountId)
    .orderBy("id")
    .limit(1)
    .compile();
}

/**
 * The statement that takes the id where nobody has it; where somebody has, the row stays as it is, and nobody
 * else changes it from here on.
 */
function reservationStatement(transaction: WriteTransaction, clientAccountId: string, operationId: string) {
  return transaction
    .insertInto("reservations")
    .values({ client_account_id: clientAccountId, operation_id: operationId })
    .onConflict((conflict) =>
      conflict
        .column("client_account_id")
        .doUpdateSet(({ ref }) => ({ operation_id: ref("reservations.operation_id") })),
    )
    .returning("operation_id")
    .compile();
}
