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

/** Who takes a client's own id. */
export interface IdTaker {
  readonly operationId: string;
  /** The account that gets it; null for one that shall come into being. */
  readonly account: AccountRef | null;
}

/**
 * Takes a client's own id for an operation, from whoever came to nothing with it; null when it is taken now, else who has
 * it, and then the transaction is to be rolled back. An id belongs to somebody else while an account has it, or an operation
 * that succeeded or may still succeed: also where its account shows another one, which may be told too late. Only that
 * account itself may have it again.
 */
export async function reserve(
  transaction: WriteTransaction,
  clientAccountId: string,
  taker: IdTaker,
  now: Instant,
): Promise<TakenId | null> {
  const { operationId } = taker;
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
    .where((where) => isFreeFor(where, taker, now))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 0n ? { account: await reservedFor(transaction, clientAccountId) } : null;
}

/** Whether a reservation's operation came to nothing, or its account is the one that gets the id. */
function isFreeFor(
  { exists, selectFrom }: ExpressionBuilder<Tables, "reservations">,
  { account }: IdTaker,
  now: Instant,
) {
  return exists(
    selectFrom("operations")
      .select("operations.id")
      .whereRef("operations.id", "=", "reservations.operation_id")
      .where((where) =>
        where.or([
          where("state", "in", ["REJECTED", "ABANDONED"]),
          where.and([
            where("state", "=", "SUCCEEDED"),
            where("provider", "=", account?.provider ?? null),
            where("provider_account_id", "=", account?.id ?? null),
          ]),
          where.and([
            where("state", "in", ["RECEIVED", "NOT_SENT"]),
            where.or([where("lease_until", "is", null), where("lease_until", "<=", now)]),
          ]),
        ]),
      ),
  );
}

/** The account whose operation has an id; null while that has none yet. */
async function reservedFor(transaction: WriteTransaction, clientAccountId: string): Promise<AccountRef | null> {
  const row = await transaction
    .selectFrom("reservations")
    .innerJoin("operations", "operations.id", "reservations.operation_id")
    .select(["operations.provider", "operations.provider_account_id as id"])
    .where("reservations.client_account_id", "=", clientAccountId)
    .where("operations.state", "=", "SUCCEEDED")
    .executeTakeFirst();
  return row?.provider == null || row.id === null ? null : { provider: row.provider, id: row.id };
}

/** Gives back the ids that an operation took. */
export async function releaseReservations(transaction: Transaction<Tables>, operationId: string): Promise<void> {
  await transaction.deleteFrom("reservations").where("operation_id", "=", operationId).execute();
}

/** Gives back an id that its account has no more, unless somebody else has taken it since. */
export async function releaseId(
  transaction: Transaction<Tables>,
  clientAccountId: string,
  { provider, id }: AccountRef,
): Promise<void> {
  const itsOwn = transaction
    .selectFrom("operations")
    .select("id")
    .where("provider", "=", provider)
    .where("provider_account_id", "=", id)
    // One that is still to be sent may have taken it back.
    .where("state", "=", "SUCCEEDED");
  await transaction
    .deleteFrom("reservations")
    .where("client_account_id", "=", clientAccountId)
    .where("operation_id", "in", itsOwn)
    .execute();
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
