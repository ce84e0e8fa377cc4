import type { AccountStatus, Instant, OwnerKind } from "./account.ts";
import type { EventCause, FactChange } from "./account-event.ts";
import type { MutationName, OperationCaller, OperationError, OperationState } from "./operation.ts";

export const systemParts = ["SWEEP", "READ", "WEBHOOK", "CONFIGURATION", "COMMAND"] as const;
/** What of the gateway acted on its own; COMMAND is somebody at the machine, with one of its commands. */
export type SystemPart = (typeof systemParts)[number];

/** Who did, or saw, what an entry tells: the gateway itself, or whoever called it. */
export type AuditActor = { readonly system: SystemPart } | OperationCaller;

/** A change that a provider's answer showed, and when the provider was asked for it. */
interface Seen {
  readonly cause: EventCause;
  readonly occurredAt: Instant;
}
interface SeenChanges extends Seen {
  readonly changes: readonly FactChange[];
}

interface CustomerLink {
  readonly customerId: string;
  /** Whose accounts at the entry's provider; null where the link is to the entry's account. */
  readonly owner: { readonly kind: OwnerKind; readonly id: string } | null;
}

/** Whom it concerns where no account tells that, so that it is found when their data is erased. */
interface Concerned {
  /** For whom an account was to be opened. */
  readonly customerId?: string;
  /** Who was to be closed, or to have an account, at the entry's provider; of a merchant's user that one. */
  readonly owner?: { readonly kind: OwnerKind; readonly id: string };
}

/** What each kind of entry tells beside what all have. All of it can be erased, so whatever is personal stands here. */
export interface AuditDetailsOf {
  readonly ACCOUNT_REGISTERED: Seen & {
    readonly clientAccountId: string | null;
    readonly iban: string | null;
    readonly status: AccountStatus;
    /** The customer that it was opened for, where it was opened for one. */
    readonly customerId?: string;
  };
  readonly STATUS_CHANGED: SeenChanges;
  /** Also an IBAN or client account id that nobody had told when the account was registered. */
  readonly DETAILS_CHANGED: SeenChanges;
  readonly PROVISIONING_CHANGED: SeenChanges;
  readonly ACCOUNT_MISSING: Seen;
  readonly ACCOUNT_RETURNED: Seen;
  /** An account that may have come of the entry's operation, and that appeared when nobody waited for it any more. */
  readonly LATE_ACCOUNT: Seen & { readonly mutation: MutationName; readonly state: OperationState };
  /** A change that was refused, not sent, or whose outcome is not known. */
  readonly FAILED_WRITE: Concerned & {
    readonly mutation: MutationName;
    readonly state: OperationState;
    readonly error: OperationError;
    /** Why it was asked for; absent where nobody said. */
    readonly reason?: string;
  };
  /**
   * A change that was made, where no entry about an account tells of it: it moved money, or somebody saw
   * it before its answer came.
   */
  readonly CHANGE_MADE: { readonly mutation: MutationName };
  /** Why somebody asked for a change of status, or a closing, that was made; the change itself has an entry of its own. */
  readonly REASON_GIVEN: { readonly mutation: MutationName; readonly reason: string };
  readonly HOLDER_CLOSED: {
    readonly owner: { readonly kind: OwnerKind; readonly id: string };
    readonly reason: string | null;
  };
  readonly OPERATION_RESOLVED: Concerned & {
    readonly mutation: MutationName;
    readonly decision: "ADOPT" | "RETRY" | "ABANDON";
    readonly reason: string | null;
  };
  readonly WEBHOOK_REPLAYED: { readonly deliveryId: string; readonly type: string };
  readonly CUSTOMER_LINKED: CustomerLink & { readonly holderName: string | null };
  readonly CUSTOMER_UNLINKED: CustomerLink;
  /** How many reads of the entry's provider failed with one code in one minute, in one process. */
  readonly FAILED_READS: { readonly code: string; readonly minute: Instant; readonly count: number };
  /** Which entries lost their details: positions from … to, both inclusive, ascending. */
  readonly DETAILS_ERASED: {
    readonly erased: readonly (readonly [from: number, to: number])[];
    /** Of how many operations what had been sent was erased, too; absent in entries of earlier times. */
    readonly requests?: number;
    readonly reason: string | null;
  };
}

export const auditKinds = [
  "ACCOUNT_REGISTERED",
  "STATUS_CHANGED",
  "DETAILS_CHANGED",
  "PROVISIONING_CHANGED",
  "ACCOUNT_MISSING",
  "ACCOUNT_RETURNED",
  "LATE_ACCOUNT",
  "FAILED_WRITE",
  "CHANGE_MADE",
  "REASON_GIVEN",
  "HOLDER_CLOSED",
  "OPERATION_RESOLVED",
  "WEBHOOK_REPLAYED",
  "CUSTOMER_LINKED",
  "CUSTOMER_UNLINKED",
  "FAILED_READS",
  "DETAILS_ERASED",
] as const satisfies readonly (keyof AuditDetailsOf)[];
export type AuditKind = (typeof auditKinds)[number];

/** What all entries have, and keep: nothing of it names a person. */
interface Plain {
  /** Database time, taken in the transaction that appends it, or just before. */
  readonly at: Instant;
  /** Null for what concerns no provider. */
  readonly provider: string | null;
  /** The provider's id of the account that it is about. */
  readonly accountId: string | null;
  /** The operation that brought it about, or may have. */
  readonly operationId: string | null;
}

/** An entry before it has its place in the log. */
export type NewAuditEntry = {
  readonly [Kind in AuditKind]: Plain & {
    readonly kind: Kind;
    readonly actor: AuditActor;
    readonly details: AuditDetailsOf[Kind];
  };
}[AuditKind];

/** The details of an entry of whatever kind. */
export type AuditDetails = {
  readonly [Field in AllFields]?: FieldOf<AuditDetailsOf[AuditKind], Field>;
};
type AllFields = { [Kind in AuditKind]: keyof AuditDetailsOf[Kind] }[AuditKind];
type FieldOf<Details, Field> = Details extends unknown ? (Field extends keyof Details ? Details[Field] : never) : never;

export interface AuditEntry extends Plain {
  /** Its place in the log: no gaps, and in the order of the commits. */
  readonly position: number;
  readonly kind: AuditKind;
  /** Null once erased, as are the details. */
  readonly actor: AuditActor | null;
  readonly details: AuditDetails | null;
  readonly erasedAt: Instant | null;
  /** What chains it to the entry before. */
  readonly hash: string;
}

/** Which entries a list shows. */
export interface AuditFilter {
  readonly provider?: string;
  readonly accountId?: string;
  /** The actor's subject. */
  readonly subject?: string;
  readonly kinds?: readonly AuditKind[];
  readonly operationId?: string;
  /** At this moment or later. */
  readonly from?: Instant;
  /** Before this moment. */
  readonly to?: Instant;
}

/** Strictly between two positions, the newest entries first or the oldest. */
export interface AuditPageQuery {
  readonly filter: AuditFilter;
  readonly newerThan: number | null;
  readonly olderThan: number | null;
  readonly limit: number;
  readonly from: "newest" | "oldest";
}
