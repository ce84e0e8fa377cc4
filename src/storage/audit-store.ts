import { randomBytes } from "node:crypto";
import type { NewAuditEntry } from "../domain/audit.ts";
import { chunked } from "../domain/chunks.ts";
import { type AuditHead, detailsHash, entryHash, sealOf } from "./audit-chain.ts";
import { auditHeadLockStatement, auditHeadStatement, type LockedAuditHead } from "./audit-head.ts";
import type { WriteTransaction } from "./database.ts";
import { type Appending, appendToLogs } from "./logs.ts";
import type { AuditLogTable } from "./tables.ts";

const saltBytes = 16;
/** A statement takes 32,766 values on SQLite, and an entry is eleven. */
const entriesAtOnce = 2_500;

/**
 * Appends entries, in the order given, in the transaction of what they describe: both are kept or neither. Its last step:
 * the log's head stays locked until the transaction ends.
 */
export async function appendAudit(transaction: WriteTransaction, entries: readonly NewAuditEntry[]): Promise<void> {
  await appendToLogs(transaction, [entriesToAppend(transaction, entries)]);
}

/** Entries for the end of the audit log. */
export function entriesToAppend(
  transaction: WriteTransaction,
  entries: readonly NewAuditEntry[],
): Appending<LockedAuditHead> | null {
  if (entries.length === 0) return null;
  return {
    lock: auditHeadLockStatement(transaction),
    write({ key, ...head }) {
      const rows = chained(head, entries);
      const inserts = chunked(rows, entriesAtOnce).map((part) =>
        transaction.insertInto("audit_log").values(part).compile(),
      );
      const { position, entry_hash: hash, at } = rows.at(-1) ?? { ...head, entry_hash: head.hash };
      const next = { chain: head.chain, position, hash, at };
      return [...inserts, auditHeadStatement(transaction, { ...next, seal: sealOf(next, key) })];
    },
  };
}

function chained(head: AuditHead, entries: readonly NewAuditEntry[]): readonly AuditLogTable[] {
  const salts = randomBytes(saltBytes * entries.length).toString("hex");
  let previousHash = head.hash;
  return entries.map((entry, index) => {
    const kept = {
      position: head.position + index + 1,
      at: entry.at,
      kind: entry.kind,
      provider: entry.provider,
      provider_account_id: entry.accountId,
      operation_id: entry.operationId,
    };
    const salt = salts.slice(2 * saltBytes * index, 2 * saltBytes * (index + 1));
    const details = JSON.stringify({ actor: actorOf(entry), ...entry.details }, withoutNul);
    const hashOfDetails = detailsHash(salt, details);
    previousHash = entryHash(previousHash, kept, hashOfDetails);
    return { ...kept, details_hash: hashOfDetails, entry_hash: previousHash, erased_at: null, salt, details };
  });
}

/** Only what names the actor: whoever hands on a caller may know more of it. */
function actorOf({ actor }: NewAuditEntry): NewAuditEntry["actor"] {
  if ("system" in actor) return { system: actor.system };
  const { issuer, clientId, subject } = actor;
  return { issuer, clientId, subject };
}

/** PostgreSQL looks into the details, and reads no text with U+0000 in it. */
function withoutNul(_name: string, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\0", "") : value;
}
