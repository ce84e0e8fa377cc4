import { type Insertable, type Kysely, type RawBuilder, sql, type Transaction, type Updateable } from "kysely";
import type { Instant } from "../domain/account.ts";
import { type MutationName, type OperationCaller, type OperationState, openStates } from "../domain/operation.ts";
import type { Database } from "./database.ts";
import { type StoredOperation, toStoredOperation } from "./operation-rows.ts";
import type { OperationsTable } from "./operation-tables.ts";
import { releaseReservations } from "./reservation-store.ts";
import type { Tables } from "./tables.ts";

/** The place of one key in the journal. */
export interface OperationKey {
  readonly caller: OperationCaller;
  readonly mutation: MutationName;
  readonly idempotencyKey: string;
}

/** What is written at any step; number, id and key never change. */
export type OperationChange = Omit<
  Updateable<OperationsTable>,
  "number" | "id" | "issuer" | "client_id" | "subject" | "mutation" | "idempotency_key" | "fence" | "settled_at"
> & { readonly settled_at?: Instant | null | RawBuilder<Instant> };

/** Of one in doubt: this moment, unless it is known since when nothing of it can leave any more. */
export function sentUntilNow(now: Instant): RawBuilder<Instant> {
  return sql<Instant>`coalesce(settled_at, ${now})`;
}

export async function findOperation(read: Kysely<Tables>, key: OperationKey): Promise<StoredOperation | null> {
  const row = await read
    .selectFrom("operations")
    .selectAll()
    .where("issuer", "=", key.caller.issuer ?? "")
    .where("client_id", "=", key.caller.clientId ?? "")
    .where("subject", "=", key.caller.subject)
    .where("mutation", "=", key.mutation)
    .where("idempotency_key", "=", key.idempotencyKey)
    .executeTakeFirst();
  return row === undefined ? null : toStoredOperation(row);
}

export async function loadOperation(read: Kysely<Tables>, id: string): Promise<StoredOperation | null> {
  const row = await read.selectFrom("operations").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined ? null : toStoredOperation(row);
}

/** As long as nothing was sent, nor looked for. */
const untouched = { attempts: 0, misses: 0, send_again: 0, candidates: "[]" };

export type NewOperation = Omit<
  Insertable<OperationsTable>,
  "number" | "issuer" | "client_id" | "subject" | "mutation" | "idempotency_key" | "fence" | keyof typeof untouched
> &
  Partial<typeof untouched>;

/** Writes a new operation; null when its key is taken already. */
export async function insertOperation(
  transaction: Transaction<Tables>,
  { caller, mutation, idempotencyKey }: OperationKey,
  values: NewOperation,
): Promise<StoredOperation | null> {
  const row = await transaction
    .insertInto("operations")
    .values({
      ...untouched,
      ...values,
      issuer: caller.issuer ?? "",
      client_id: caller.clientId ?? "",
      subject: caller.subject,
      mutation,
      idempotency_key: idempotencyKey,
      fence: 1,
    })
    .onConflict((conflict) =>
      conflict.columns(["issuer", "client_id", "subject", "mutation", "idempotency_key"]).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : toStoredOperation(row);
}

/** Who may write: the one who holds this fence, while the operation is in one of these states. */
export interface OperationGuard {
  readonly id: string;
  /** Null: whoever holds it. */
  readonly fence: number | null;
  readonly states: readonly OperationState[];
}

/** Writes a step of an operation; null when the guard does not hold any more, and then nothing was written. */
export async function changeOperation(
  transaction: Kysely<Tables>,
  { id, fence, states }: OperationGuard,
  change: OperationChange,
): Promise<StoredOperation | null> {
  let query = transaction.updateTable("operations").set(change).where("id", "=", id).where("state", "in", states);
  if (fence !== null) query = query.where("fence", "=", fence);
  const row = await query.returningAll().executeTakeFirst();
  return row === undefined ? null : toStoredOperation(row);
}

/**
 * Makes the lease of an open operation last longer, never shorter; answers whether it is still there. One that was given up
 * is not taken again, however late the renewal arrives.
 */
export async function renewLease(
  database: Kysely<Tables>,
  { id, fence }: Pick<OperationGuard, "id"> & { readonly fence: number },
  until: Instant,
): Promise<boolean> {
  const renewed = await database
    .updateTable("operations")
    .set({ lease_until: sql<Instant>`case when lease_until > ${until} then lease_until else ${until} end` })
    .where("id", "=", id)
    .where("fence", "=", fence)
    .where("state", "in", openStates)
    .where("lease_until", "is not", null)
    .returning("id")
    .executeTakeFirst();
  return renewed !== undefined;
}

/**
 * Makes somebody else the one who works on it, where nobody does at `now`; null when somebody does, or it moved on. The
 * lease of one that was not sent only keeps its client's own id: it may be taken up at once.
 */
export async function takeOperation(
  database: Kysely<Tables>,
  { id, fence, states }: OperationGuard & { readonly fence: number },
  change: OperationChange,
  now: Instant,
): Promise<StoredOperation | null> {
  const row = await database
    .updateTable("operations")
    .set(({ eb }) => ({ ...change, fence: eb("fence", "+", 1) }))
    .where("id", "=", id)
    .where("fence", "=", fence)
    .where("state", "in", states)
    .where((where) =>
      where.or([where("state", "=", "NOT_SENT"), where("lease_until", "is", null), where("lease_until", "<=", now)]),
    )
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : toStoredOperation(row);
}

/** Whose operations: one provider's, or those of all providers but these. */
export type OfProviders = { readonly provider: string } | { readonly notOf: readonly string[] };

/**
 * Operations that nobody works on any more: cut off before they were sent or while they were, or in doubt and due to be
 * looked after. Who has waited longest comes first.
 */
export async function loadDueOperations(
  read: Kysely<Tables>,
  { now, limit, ...of }: OfProviders & { readonly now: Instant; readonly limit: number },
): Promise<readonly StoredOperation[]> {
  const rows = await read
    .selectFrom("operations")
    .selectAll()
    .where("state", "in", openStates)
    .where((where) =>
      "provider" in of
        ? where("provider", "=", of.provider)
        : where.and(of.notOf.map((provider) => where("provider", "<>", provider))),
    )
    .where((where) => where.or([where("lease_until", "is", null), where("lease_until", "<=", now)]))
    .where((where) => where.or([where("state", "<>", "IN_DOUBT"), where("next_attempt_at", "<=", now)]))
    .orderBy(({ fn }) => fn.coalesce("next_attempt_at", "dispatched_at", "created_at"))
    .orderBy("number")
    .limit(limit)
    .execute();
  return rows.map(toStoredOperation);
}

/** Frees what a process left that was killed: only where no other process can be at work. */
export async function releaseOperations({ write }: Pick<Database, "write">): Promise<void> {
  await write.updateTable("operations").set({ lease_until: null }).where("state", "in", openStates).execute();
}

/** The changes that bring an account into being. */
export const creations = ["createAccount", "migrateAccount"] as const;

/** Of these accounts of a provider, those that some operation has opened or adopted. */
export async function claimedAccounts(
  read: Kysely<Tables>,
  provider: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await read
    .selectFrom("operations")
    .select("provider_account_id")
    .where("provider", "=", provider)
    .where("provider_account_id", "in", ids)
    .where("mutation", "in", creations)
    .execute();
  return new Set(rows.flatMap(({ provider_account_id: id }) => (id === null ? [] : [id])));
}

/** So many are forgotten in one transaction: others wait for it. */
const forgottenAtOnce = 200;

/**
 * Forgets what came to nothing, and ended before `before`, and gives back the client's own ids that
 * it took; answers how many.
 */
export async function forgetOperations(
  { transaction }: Pick<Database, "transaction">,
  before: Instant,
): Promise<number> {
  for (let total = 0; ; ) {
    const forgotten = await transaction(async (within) => {
      const old = within
        .selectFrom("operations")
        .select("number")
        .where("settled_at", "<", before)
        .where("state", "in", ["REJECTED", "ABANDONED", "NOT_SENT"])
        .orderBy("settled_at")
        .limit(forgottenAtOnce);
      const gone = await within
        .deleteFrom("operations")
        .where("number", "in", old)
        // Not one that was taken up again meanwhile.
        .where("state", "in", ["REJECTED", "ABANDONED", "NOT_SENT"])
        .returning("id")
        .execute();
      for (const { id } of gone) await releaseReservations(within, id);
      return gone.length;
    });
    total += forgotten;
    if (forgotten < forgottenAtOnce) return total;
  }
}
