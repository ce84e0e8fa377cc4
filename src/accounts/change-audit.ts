import type { FactChange } from "../domain/account-event.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { AuditActor, NewAuditEntry } from "../domain/audit.ts";
import type { NewEvent } from "../storage/event-store.ts";
import type { ChangeOccasion } from "./account-changes.ts";

/** Who made a change, or saw it, and by which operation. */
export interface AuditOrigin {
  readonly actor: AuditActor;
  readonly operationId: string | null;
  /** For whom the operation opens accounts. */
  readonly customerId?: string | null;
}

interface StoredChange {
  readonly before: AccountSnapshot | null;
  readonly after: AccountSnapshot;
  readonly events: readonly NewEvent[];
}

/** What an account is known by: when a provider tells it only after the registration, the log says so. */
const identifying = ["iban", "clientAccountId"] as const;

/** The audit entries of one stored account: one for each of its events, and one for what it is known by from now on. */
export function auditOfChange(
  { before, after, events }: StoredChange,
  told: ChangeOccasion,
  { actor, operationId, customerId = null }: AuditOrigin,
): readonly NewAuditEntry[] {
  const common = {
    ...{ at: told.recordedAt, provider: after.ref.provider, accountId: after.ref.id },
    ...{ actor, operationId },
  };
  const seen = { cause: told.cause, occurredAt: told.occurredAt };
  const learned = before === null ? [] : learnedIdentifiers(before, after);
  const { clientAccountId, iban, status } = after.facts;
  const entries = events.flatMap(({ type, changes }): NewAuditEntry | [] => {
    switch (type) {
      // What money does is for statements to tell.
      case "BALANCE_CHANGED":
        return [];
      case "ACCOUNT_APPEARED": {
        const registered = { ...seen, clientAccountId, iban, status, ...(customerId !== null && { customerId }) };
        return { ...common, kind: "ACCOUNT_REGISTERED", details: registered };
      }
      case "ACCOUNT_MISSING":
      case "ACCOUNT_RETURNED":
        return { ...common, kind: type, details: seen };
      case "DETAILS_CHANGED":
        return { ...common, kind: type, details: { ...seen, changes: [...changes, ...learned] } };
      default:
        return { ...common, kind: type, details: { ...seen, changes } };
    }
  });
  return learned.length === 0 || entries.some(({ kind }) => kind === "DETAILS_CHANGED")
    ? entries
    : [...entries, { ...common, kind: "DETAILS_CHANGED", details: { ...seen, changes: learned } }];
}

function learnedIdentifiers(before: AccountSnapshot, after: AccountSnapshot): readonly FactChange[] {
  return identifying
    .filter((field) => before.untold.includes(field) && after.facts[field] !== null)
    .map((field) => ({ field, before: null, after: after.facts[field] }));
}
