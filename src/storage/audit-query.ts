import type { Kysely, Selectable } from "kysely";
import type { Instant } from "../domain/account.ts";
import type { AuditActor, AuditDetails, AuditEntry, AuditPageQuery } from "../domain/audit.ts";
import type { Database } from "./database.ts";
import type { AuditLogTable, Tables } from "./tables.ts";

export type AuditRow = Selectable<AuditLogTable>;

/**
 * No entry is appended this long after its time. So whatever stands before an entry of an hour earlier is too early, too,
 * and a span of time is a span of positions, give or take that hour: nobody walks through the whole log for it.
 */
const latestMs = 3_600_000;
/** Years of five digits would be sorted before all others. */
const lastMoment = Date.parse("9999-12-31T23:59:59.999Z");

/** Some entries that pass a filter; those next to the end they are taken from, that end first. */
export async function readAudit(
  { read, engine }: Pick<Database, "read" | "engine">,
  { filter, newerThan, olderThan, limit, from }: AuditPageQuery,
): Promise<readonly AuditEntry[]> {
  const { provider, accountId, subject, kinds, operationId } = filter;
  if (kinds?.length === 0) return [];
  let query = read
    .selectFrom("audit_log")
    .selectAll()
    .orderBy("position", from === "newest" ? "desc" : "asc")
    .limit(limit);
  if (newerThan !== null) query = query.where("position", ">", newerThan);
  if (olderThan !== null) query = query.where("position", "<", olderThan);
  if (provider !== undefined) query = query.where("provider", "=", provider);
  if (accountId !== undefined) query = query.where("provider_account_id", "=", accountId);
  if (operationId !== undefined) query = query.where("operation_id", "=", operationId);
  if (kinds !== undefined) query = query.where("kind", "in", kinds);
  if (filter.from !== undefined) {
    const earlier = read.selectFrom("audit_log").select("position").orderBy("at", "desc").limit(1);
    const before = earlier.where("at", "<", shifted(filter.from, -latestMs));
    query = query.where("at", ">=", filter.from).where("position", ">", (eb) => eb.fn.coalesce(before, eb.lit(0)));
  }
  if (filter.to !== undefined) {
    const later = read.selectFrom("audit_log").select("position").orderBy("at", "asc").limit(1);
    const behind = later.where("at", ">=", shifted(filter.to, latestMs));
    query = query
      .where("at", "<", filter.to)
      .where("position", "<", (eb) => eb.fn.coalesce(behind, eb.lit(Number.MAX_SAFE_INTEGER)));
  }
  if (subject !== undefined) {
    const { actorSubject } = engine.appendOnly;
    // What the index holds, said in its own words: else it is not used.
    query = query.where(actorSubject, "is not", null).where(actorSubject, "=", subject);
  }
  return (await query.execute()).map(toEntry);
}

/** The rows of positions above `after` and up to `until`, ascending. */
export function readAuditRows(
  read: Kysely<Tables>,
  { after, until, limit }: { readonly after: number | null; readonly until: number; readonly limit: number },
): Promise<readonly AuditRow[]> {
  const rows = read.selectFrom("audit_log").selectAll().where("position", "<=", until).orderBy("position").limit(limit);
  return (after === null ? rows : rows.where("position", ">", after)).execute();
}

function toEntry(row: AuditRow): AuditEntry {
  const read: ({ readonly actor: AuditActor } & AuditDetails) | null =
    row.details === null ? null : JSON.parse(row.details);
  const { actor = null, ...details } = read ?? {};
  return {
    position: row.position,
    at: row.at,
    kind: row.kind,
    provider: row.provider,
    accountId: row.provider_account_id,
    operationId: row.operation_id,
    actor,
    details: read === null ? null : details,
    erasedAt: row.erased_at,
    hash: row.entry_hash,
  };
}

function shifted(instant: Instant, byMs: number): Instant {
  return new Date(Math.min(Date.parse(instant) + byMs, lastMoment)).toISOString();
}
