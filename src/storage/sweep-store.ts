import type { Selectable } from "kysely";
import type { Instant } from "../domain/account.ts";
import type { Database } from "./database.ts";
import type { SweepsTable } from "./tables.ts";

export type SweepRow = Selectable<SweepsTable>;

/** What a holder of the lease writes of its progress. */
export type SweepChange = Partial<Omit<SweepRow, "provider" | "lease_owner" | "fence">>;

/**
 * The right to sweep one provider; whoever takes it next has a higher fence, and writes under a lower one come to nothing.
 */
export interface Lease {
  readonly provider: string;
  readonly fence: number;
}

const unbegun: Omit<SweepRow, "provider"> = {
  lease_owner: null,
  lease_until: null,
  fence: 0,
  state: "PENDING",
  started_at: null,
  completed_at: null,
  complete_as_of: null,
  next_at: null,
  failures: 0,
  cursor: null,
  walked: 0,
  seen: 0,
  changed: 0,
  failed: 0,
  walk_malformed: 0,
  walk_missing: 0,
  malformed: 0,
  missing: 0,
  error_code: null,
  error_message: null,
};

/** How all sweeps stand. */
export function loadSweeps({ read }: Pick<Database, "read">): Promise<readonly SweepRow[]> {
  return read.selectFrom("sweeps").selectAll().execute();
}

/** Takes a provider's lease when it is free at `now`; null while somebody else has it. */
export async function takeLease(
  { write }: Pick<Database, "write">,
  provider: string,
  { owner, now, until }: { readonly owner: string; readonly now: Instant; readonly until: Instant },
): Promise<{ readonly lease: Lease; readonly row: SweepRow } | null> {
  await write
    .insertInto("sweeps")
    .values({ provider, ...unbegun })
    .onConflict((conflict) => conflict.column("provider").doNothing())
    .execute();
  const row = await write
    .updateTable("sweeps")
    .set(({ eb }) => ({ lease_owner: owner, lease_until: until, fence: eb("fence", "+", 1) }))
    .where("provider", "=", provider)
    .where((where) => where.or([where("lease_until", "is", null), where("lease_until", "<=", now)]))
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : { lease: { provider, fence: row.fence }, row };
}

/** Writes under a lease; false when it is lost, and then nothing was written. */
export async function saveUnderLease(
  { write }: Pick<Database, "write">,
  { provider, fence }: Lease,
  change: SweepChange,
): Promise<boolean> {
  const { numUpdatedRows } = await write
    .updateTable("sweeps")
    .set(change)
    .where("provider", "=", provider)
    .where("fence", "=", fence)
    .where("lease_owner", "is not", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives a lease back. */
export async function releaseLease(database: Pick<Database, "write">, lease: Lease): Promise<void> {
  await saveUnderLease(database, lease, { lease_until: null });
}

/** Frees what a process left that was killed: only where no other process can be at work. */
export async function releaseAllLeases({ write }: Pick<Database, "write">): Promise<void> {
  await write.updateTable("sweeps").set({ lease_until: null }).execute();
}
