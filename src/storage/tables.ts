import type { Generated, Insertable, Selectable } from "kysely";
import type {
  AccountKind,
  AccountStatus,
  HolderType,
  Instant,
  OwnerKind,
  ProvisioningState,
} from "../domain/account.ts";
import type { AccountEventType, EventCause } from "../domain/account-event.ts";
import type { AuditKind } from "../domain/audit.ts";
import type { ErrorCode } from "../domain/errors.ts";
import type { SweepState } from "../domain/sweep-progress.ts";
import type { DeliveryState } from "../domain/webhook.ts";
import type { OperationsTable, ReservationsTable } from "./operation-tables.ts";

/**
 * Every table of the gateway, as Kysely sees it. Instants are ISO text, lists and objects are JSON text, on both engines.
 */
export interface Tables {
  accounts: AccountsTable;
  account_identifiers: AccountIdentifiersTable;
  account_currencies: AccountCurrenciesTable;
  account_events: AccountEventsTable;
  audit_head: AuditHeadTable;
  audit_log: AuditLogTable;
  event_log: EventLogTable;
  operations: OperationsTable;
  reservations: ReservationsTable;
  customers: CustomersTable;
  customer_links: CustomerLinksTable;
  secrets: SecretsTable;
  sweeps: SweepsTable;
  webhook_inbox: WebhookInboxTable;
  webhook_bodies: WebhookBodiesTable;
}

/**
 * One row per account of one provider. What is filtered and sorted by has a column; all other stable facts are in `facts`.
 */
export interface AccountsTable {
  id: Generated<number>;
  provider: string;
  provider_account_id: string;
  kind: AccountKind;
  status: AccountStatus;
  provisioning: ProvisioningState;
  holder_type: HolderType | null;
  owner_kind: OwnerKind | null;
  owner_id: string | null;
  owner_secondary_id: string | null;
  country: string | null;
  product_code: string | null;
  service_provider: string | null;
  client_account_id: string | null;
  main_account_id: string | null;
  /** Folded. */
  label: string | null;
  /** Milliseconds since 1970: the provider's creation time, else the time of the first sight. */
  created_order: number;
  /** `0`: no name is known; else `1` and the folded name's beginning. */
  holder_order: string;
  /** Milliseconds since 1970; 0: no change was seen. */
  status_changed_order: number;
  /** Holder name, aliases and label, as searches want them. */
  search_text: string;
  /** JSON of every fact that makes a difference. */
  facts: string;
  /** JSON, or null where the provider has no balances. */
  balances: string | null;
  last_used_at: Instant | null;
  raw: string;
  as_of: Instant;
  balances_as_of: Instant | null;
  status_changed_at: Instant | null;
  first_seen_at: Instant;
  missing_since: Instant | null;
  /** When the last stored or confirming answer had arrived: only answers asked for later may change the row. */
  stored_at: Instant;
  /** Counts the changes, from 1. */
  version: number;
}
export type AccountRow = Selectable<AccountsTable>;
export type NewAccountRow = Insertable<AccountsTable>;

/** What an account can be found by. Not unique: one IBAN may stand on several accounts and balances. */
export interface AccountIdentifiersTable {
  account_id: number;
  kind: "IBAN" | "ACCOUNT_NUMBER" | "LEDGER_NUMBER" | "ROUTING_CODE";
  /** The balance's currency; null when it belongs to the account as a whole. */
  currency: string | null;
  /** The provider's word for the kind of routing code; null for everything else. */
  scheme: string | null;
  value: string;
}

/** Each currency of an account, with the last known available balance in it. */
export interface AccountCurrenciesTable {
  account_id: number;
  currency: string;
  /** As `decimalKey` writes it; null when unknown. */
  available: string | null;
}

/** One row per entry; see `AuditEntry` and `audit-chain.ts`. Whatever is personal stands in `details`. */
export interface AuditLogTable {
  position: number;
  at: Instant;
  kind: AuditKind;
  provider: string | null;
  provider_account_id: string | null;
  operation_id: string | null;
  /** Of salt and details; stays when they are erased. */
  details_hash: string;
  /** Of the entry before, of the columns above, and of `details_hash`. */
  entry_hash: string;
  erased_at: Instant | null;
  /** Random; null once erased. */
  salt: string | null;
  /** JSON: the actor, and what the kind of entry tells; null once erased. */
  details: string | null;
}

/** One row, `audit`: the last entry, see `AuditHead`. */
export interface AuditHeadTable {
  name: string;
  chain: string;
  position: number;
  hash: string;
  at: Instant;
  /** See `sealOf`. */
  seal: string;
}

/** One row per change of an account; see `AccountEvent`. */
export interface AccountEventsTable {
  position: number;
  account_id: number;
  provider: string;
  provider_account_id: string;
  type: AccountEventType;
  cause: EventCause;
  previous_status: AccountStatus | null;
  new_status: AccountStatus;
  /** JSON. */
  changes: string;
  occurred_at: Instant;
  recorded_at: Instant;
  delivery_id: string | null;
  operation_id: string | null;
  provider_time: Instant | null;
}

/** One row, `accounts`: the position of the last event. */
export interface EventLogTable {
  name: string;
  head: number;
  /** From here on the log is complete; of what is older only some is kept. */
  oldest: Generated<number>;
}

export interface CustomersTable {
  id: string;
  name: string | null;
}

/** What a customer may see: a single account (`ACCOUNT`) or everything of an owner in the provider's books. */
export interface CustomerLinksTable {
  customer_id: string;
  provider: string;
  target_kind: OwnerKind | "ACCOUNT";
  target_id: string;
  /** Who made it: the configuration, which may take it back at the next start, or somebody's command. */
  origin: "CONFIG" | "COMMAND";
  /**
   * What the owner's accounts to come are to show as their holder, where somebody said so; null also for a single account.
   */
  holder_name: string | null;
  /** When that was said last. */
  named_at: Instant | null;
}

export interface SecretsTable {
  name: string;
  /** Base64. */
  value: string;
}

/** One row per provider whose accounts are swept; see `Lease` for who may write it. */
export interface SweepsTable {
  provider: string;
  lease_owner: string | null;
  lease_until: Instant | null;
  /** Counts the leases. */
  fence: number;
  state: SweepState;
  started_at: Instant | null;
  completed_at: Instant | null;
  /** When the last complete sweep began. */
  complete_as_of: Instant | null;
  /** When to begin, or to try again; null: at once. */
  next_at: Instant | null;
  /** Failures since the last complete sweep. */
  failures: number;
  /** The `next` of the last page whose accounts are all stored; null: the start. */
  cursor: string | null;
  /** 1: the list was walked to its end. */
  walked: number;
  seen: number;
  changed: number;
  failed: number;
  /** Of the walk that runs, or ran last. */
  walk_malformed: number;
  walk_missing: number;
  /** Of the last complete sweep. */
  malformed: number;
  missing: number;
  error_code: ErrorCode | null;
  error_message: string | null;
}

/** One row per message of a provider; see `WebhookDelivery`. */
export interface WebhookInboxTable {
  /** Ascending: the order of lists. */
  number: Generated<number>;
  id: string;
  provider: string;
  /** Unique at the provider: the same for all attempts at one message. */
  dedupe_key: string;
  type: string;
  /** JSON list. */
  account_ids: string;
  /** JSON list. */
  owners: string;
  moves_balances: number;
  provider_time: Instant | null;
  received_at: Instant;
  arrivals: number;
  state: DeliveryState;
  opened_at: Instant;
  attempts: number;
  next_attempt_at: Instant | null;
  /** Counts who worked on it: writes of an earlier one come to nothing. */
  fence: number;
  lease_until: Instant | null;
  settled_at: Instant | null;
  error_code: ErrorCode | null;
  error_message: string | null;
}

/** A delivery's body as it came first; it goes with the delivery. */
export interface WebhookBodiesTable {
  /** A `number` of `webhook_inbox`. */
  delivery: number;
  body: Uint8Array;
}
