import type { Instant } from "../domain/account.ts";
import { refKey } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { NewAuditEntry } from "../domain/audit.ts";
import { entriesToAppend } from "../storage/audit-store.ts";
import type { WriteTransaction } from "../storage/database.ts";
import { eventsToAppend } from "../storage/event-store.ts";
import { appendToLogs } from "../storage/logs.ts";
import { type ChangeOccasion, changeEvents } from "./account-changes.ts";
import { type AuditOrigin, auditOfChange } from "./change-audit.ts";

/** An account as it was stored before, null when it is new, and as it is stored now. */
export interface RecordedChange {
  readonly before: AccountSnapshot | null;
  readonly after: AccountSnapshot;
  /** When the provider was asked for the answer that told it. */
  readonly occurredAt: Instant;
}

/**
 * Writes down what became of accounts, in the transaction that stores them: its last step, as both logs stay locked from
 * here on, first that of the events, then that of the audit. `more`: what else the audit log is told of it. Answers the keys
 * of the accounts that it now tells of.
 */
export async function recordChanges(
  transaction: WriteTransaction,
  changes: readonly RecordedChange[],
  common: Omit<ChangeOccasion, "occurredAt" | "operationId"> & { readonly movesBalances: boolean },
  origin: AuditOrigin,
  more: readonly NewAuditEntry[] = [],
): Promise<ReadonlySet<string>> {
  const { operationId } = origin;
  const recorded = changes.map(({ before, after, occurredAt }) => {
    const told = { ...common, operationId, occurredAt };
    const events = changeEvents(before, after, told);
    return { ref: after.ref, events, audit: auditOfChange({ before, after, events }, told, origin) };
  });
  const news = recorded.flatMap(({ events }) => events);
  const entries = [...recorded.flatMap(({ audit }) => audit), ...more];
  await appendToLogs(transaction, [eventsToAppend(transaction, news), entriesToAppend(transaction, entries)]);
  return new Set(recorded.filter(({ audit }) => audit.length > 0).map(({ ref }) => refKey(ref)));
}
