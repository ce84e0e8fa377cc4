import { type CompiledQuery, type Kysely, type Selectable, sql } from "kysely";
import type { AuditHead } from "./audit-chain.ts";
import type { WriteTransaction } from "./database.ts";
import type { AuditHeadTable, Tables } from "./tables.ts";

const log = "audit";
const columns = ["chain", "position", "hash", "at"] as const;
/** With it the head is sealed. */
const key = sql<string>`(select value from secrets where name = 'audit head')`.as("key");

/** The head, and the key of its seal. */
export type LockedAuditHead = AuditHead & { readonly key: string };

/** The statement that locks the head until the transaction ends, and answers it with the key of its seal. */
export function auditHeadLockStatement(transaction: WriteTransaction): CompiledQuery<LockedAuditHead> {
  // An update that changes nothing locks the row on both engines.
  return transaction
    .updateTable("audit_head")
    .set((row) => ({ position: row.ref("position") }))
    .where("name", "=", log)
    .returning([...columns, key])
    .compile();
}

/** Locks the head until the transaction ends. */
export async function lockAuditHead(transaction: WriteTransaction): Promise<void> {
  await transaction.executeQuery(auditHeadLockStatement(transaction));
}

/** The statement that writes a new head with its seal. */
export function auditHeadStatement(
  transaction: WriteTransaction,
  head: AuditHead & { readonly seal: string },
): CompiledQuery {
  return transaction.updateTable("audit_head").set(head).where("name", "=", log).compile();
}

/** The head as it is written down, and the log's last entry as it is there, both of the same moment. */
export interface AuditTip {
  readonly head: AuditHead;
  readonly seal: string;
  readonly key: string | null;
  /** Position and hash of the last row; null when the log has none. */
  readonly last: { readonly position: number; readonly hash: string } | null;
}

/** Null when there is no head at all, which only somebody's hand can bring about. */
export async function readAuditTip(read: Kysely<Tables>): Promise<AuditTip | null> {
  // One statement sees one moment, also while others append.
  const last = read
    .selectFrom("audit_log")
    .select(["position as last_position", "entry_hash as last_hash"])
    .orderBy("position", "desc")
    .limit(1)
    .as("last");
  const row = await read
    .selectFrom("audit_head")
    .leftJoin(last, (join) => join.onTrue())
    .select([...columns, "seal", "last_position", "last_hash", key])
    .where("name", "=", log)
    .executeTakeFirst();
  return row === undefined ? null : toTip(row);
}

type TipRow = Omit<Selectable<AuditHeadTable>, "name"> & {
  readonly key: string | null;
  readonly last_position: number | null;
  readonly last_hash: string | null;
};

function toTip({ key: sealedWith, seal, last_position: position, last_hash: hash, ...head }: TipRow): AuditTip {
  const last = position === null || hash === null ? null : { position, hash };
  return { head, seal, key: sealedWith, last };
}

/** The hash of the entry at a position; null when there is none. */
export async function readAuditHash(read: Kysely<Tables>, position: number): Promise<string | null> {
  const row = await read
    .selectFrom("audit_log")
    .select("entry_hash")
    .where("position", "=", position)
    .executeTakeFirst();
  return row?.entry_hash ?? null;
}
