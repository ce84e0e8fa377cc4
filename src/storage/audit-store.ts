import { randomBytes } from "node:crypto";
import type { NewAuditEntry } from "../domain/audit.ts";
import { type AuditHead, detailsHash, entryHash, sealOf } from "./audit-chain.ts";
import { lockAuditHead, saveAuditHead } from "./audit-head.ts";
import type { WriteTransaction } from "./database.ts";
import type { AuditLogTable } from "./tables.ts";

const saltBytes = 16;
/** A statement takes 32,766 values on SQLite, and an entry is eleven. */
const entriesAtOnce = 2_500;

/**
 * Appends entries, in the order given, in the transaction of what they describe: both are kept or neither. The log's head
 * stays locked until the transaction ends, so this comes last, after every other lock, also that of the event log.
 */
export async function appendAudit(transaction: WriteTransaction, entries: readonly NewAuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const { head, key } = await lockAuditHead(transaction);
  const rows = chained(head, entries);
  for (let start = 0; start < rows.length; start += entriesAtOnce) {
    await transaction
      .insertInto("audit_log")
      .values(rows.slice(start, start + entriesAtOnce))
      .execute();
  }
  const last = rows.at(-1);
  if (last === undefined) return;
  const next = { chain: head.chain, position: last.position, hash: last.entry_hash, at: last.at };
  await saveAuditHead(transaction, { ...next, seal: sealOf(next, key) });
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
