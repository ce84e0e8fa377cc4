import type { AuditEntry, AuditPageQuery } from "../domain/audit.ts";
import { readAudit } from "../storage/audit-query.ts";
import type { Database } from "../storage/database.ts";

/** What was done, seen and refused, for those who may read all of it. */
export interface AuditLog {
  /** Some entries that pass a filter; those next to the end they are taken from, that end first. */
  page(query: AuditPageQuery): Promise<readonly AuditEntry[]>;
}

export function createAuditLog(database: Database): AuditLog {
  return { page: (query) => readAudit(database, query) };
}
