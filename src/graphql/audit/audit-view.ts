import type * as domain from "../../domain/audit.ts";
import type { CursorCodec } from "../relay/cursor.ts";
import type { AuditActor, AuditEntry } from "./audit-type.ts";

/** All audit cursors are places in the one log, whatever the filter. */
const binding = "audit";

export function auditCursor(cursors: CursorCodec, position: number): string {
  return cursors.seal(binding, { key: position, rowId: 0 });
}

/** The position in the log; throws INVALID_CURSOR, or CURSOR_MISMATCH for the cursor of another list. */
export function openAuditCursor(cursors: CursorCodec, cursor: string): number {
  return Number(cursors.open(binding, cursor).key);
}

/** An entry as the schema shows it. */
export function auditView(cursors: CursorCodec, entry: domain.AuditEntry): AuditEntry {
  const { provider, accountId, actor, details } = entry;
  const { owner, code, minute, count, erased, requests } = details ?? {};
  return {
    cursor: auditCursor(cursors, entry.position),
    position: entry.position,
    hash: entry.hash,
    kind: entry.kind,
    at: entry.at,
    provider,
    providerAccountId: accountId,
    operationId: entry.operationId,
    erasedAt: entry.erasedAt,
    actor: actor && actorView(actor),
    occurredAt: details?.occurredAt ?? null,
    changes: details?.changes ?? null,
    clientAccountId: details?.clientAccountId ?? null,
    iban: details?.iban ?? null,
    status: details?.status ?? null,
    mutation: details?.mutation ?? null,
    state: details?.state ?? null,
    error: details?.error ?? null,
    decision: details?.decision ?? null,
    reason: details?.reason ?? null,
    deliveryId: details?.deliveryId ?? null,
    customerId: details?.customerId ?? null,
    owner: owner ? `${owner.kind}:${owner.id}` : null,
    failedReads: code === undefined || minute === undefined || count === undefined ? null : { code, minute, count },
    erasedEntries: erased?.reduce((sum, [from, to]) => sum + to - from + 1, 0) ?? null,
    erasedRequests: requests ?? null,
    ref: provider === null || accountId === null ? null : { provider, id: accountId },
  };
}

function actorView(actor: domain.AuditActor): AuditActor {
  return "system" in actor
    ? { system: actor.system, subject: null, clientId: null, issuer: null }
    : { system: null, subject: actor.subject, clientId: actor.clientId, issuer: actor.issuer };
}
