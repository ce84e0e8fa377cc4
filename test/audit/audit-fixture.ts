import { sql } from "kysely";
import type { AuditActor, AuditEntry, AuditFilter, NewAuditEntry } from "../../src/domain/audit.ts";
import { readAudit } from "../../src/storage/audit-query.ts";
import { appendAudit } from "../../src/storage/audit-store.ts";
import type { Database } from "../../src/storage/database.ts";

export const alice: AuditActor = { issuer: "https://id.example", clientId: "app", subject: "alice" };

export const at = "2025-03-01T12:00:00.000Z";

/** A link of a customer to an account of provider `p`: an entry with much that is personal. */
export function linked(customerId: string, accountId: string, actor: AuditActor = alice): NewAuditEntry {
  return {
    ...{ kind: "CUSTOMER_LINKED", at, provider: "p", accountId, operationId: `op-${accountId}`, actor },
    details: { customerId, owner: null, holderName: "Ada Example" },
  };
}

export function append(database: Database, ...entries: NewAuditEntry[]): Promise<void> {
  return database.transaction((transaction) => appendAudit(transaction, entries));
}

/** The whole log, the oldest first. */
export function wholeLog(database: Database, filter: AuditFilter = {}): Promise<readonly AuditEntry[]> {
  return readAudit(database, { filter, newerThan: null, olderThan: null, limit: 1_000, from: "oldest" });
}

/**
 * Does to the tables what only their owner can do (the refusals go first), lets `look` see what it would be like, and
 * takes everything back.
 */
export async function tampered<Seen>(
  { write, engine }: Database,
  statements: readonly string[],
  look: (database: Pick<Database, "read">) => Promise<Seen>,
): Promise<Seen> {
  const transaction = await write.startTransaction().execute();
  try {
    const on = engine.name === "postgres" ? " on audit_log" : "";
    for (const name of ["audit_log_no_delete", "audit_log_no_update"]) {
      await sql.raw(`drop trigger ${name}${on}`).execute(transaction);
    }
    for (const statement of statements) await sql.raw(statement).execute(transaction);
    return await look({ read: transaction });
  } finally {
    await transaction.rollback().execute();
  }
}
