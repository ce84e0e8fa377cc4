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
  // Taken where nobody has it; where somebody has, the row stays as it is, and nobody else changes it from here on.
  const { operation_id: holder } = await transaction
    .insertInto("reservations")
    .values({ client_account_id: clientAccountId, operation_id: operationId })
    .onConflict((conflict) =>
      conflict
        .column("client_account_id")
        .doUpdateSet(({ ref }) => ({ operation_id: ref("reservations.operation_id") })),
    )
    .returning("operation_id")
    .executeTakeFirstOrThrow();
  if (holder === operationId) return null;
  // By a statement of its own: one that waited for the row would see its holder as it was before it waited.
  const { numUpdatedRows } = await transaction
    .updateTable("reservations")
    .set({ operation_id: operationId })
    .where("client_account_id", "=", clientAccountId)
    .where("operation_id", "in", cameToNothing(transaction, now))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 0n ? { account: null } : null;
}

/** Operations that have no use for their client's own id any more. */
function cameToNothing(database: Kysely<Tables>, now: Instant) {
  return database
    .selectFrom("operations")
    .select("id")
    .where((where) =>
      where.or([
        where("state", "in", ["REJECTED", "ABANDONED"]),
        where.and([
          where("state", "in", ["RECEIVED", "NOT_SENT"]),
          where.or([where("lease_until", "is", null), where("lease_until", "<=", now)]),
        ]),
      ]),
    );
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
    .where("provider_account_id", "=", id);
  await transaction
    .deleteFrom("reservations")
    .where("client_account_id", "=", clientAccountId)
    .where("operation_id", "in", itsOwn)
    .execute();
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
