import type { Generated } from "kysely";
import type { Instant } from "../domain/account.ts";
import type { ErrorCode } from "../domain/errors.ts";
import type { MutationName, OperationState } from "../domain/operation.ts";

/** One row per wish of a client; see `Operation`. */
export interface OperationsTable {
  /** Ascending: the order of lists. */
  number: Generated<number>;
  id: string;
  /** Empty where the token names none. */
  issuer: string;
  client_id: string;
  subject: string;
  mutation: MutationName;
  idempotency_key: string;
  /** Of the input, as the client meant it. */
  fingerprint: string;
  state: OperationState;
  provider: string | null;
  provider_account_id: string | null;
  client_account_id: string | null;
  customer_id: string | null;
  /**
   * What only one operation at a time may change: unique among those that are DISPATCHING or IN_DOUBT. A creation that took
   * none, and that may have had its effect unseen, leaves its `creationTrace` here when it ends.
   */
  lane: string | null;
  /**
   * JSON of `StoredPlan`: enough to go on in any process. Null before it is dispatched, for what needs no
   * provider, and once it was erased.
   */
  plan: string | null;
  /**
   * JSON list of provider account ids: those that a creation could be taken for, and that were there before it was sent;
   * null where that was not asked. Apart from the plan, which names people and may be erased.
   */
  accounts_before: string | null;
  attempts: number;
  /**
   * How often it was looked for and not found since it has had its time to show. As many as count (`looksNeeded`) where it
   * is for a person, with or without a look.
   */
  misses: number;
  /** 1: a person decided that it is sent once more, unless something new shows when it is looked for first. */
  send_again: number;
  /** Counts who worked on it: writes of an earlier one come to nothing. */
  fence: number;
  lease_until: Instant | null;
  created_at: Instant;
  /** The first sending that may have had an effect, and the last. */
  first_dispatched_at: Instant | null;
  dispatched_at: Instant | null;
  /** When it ended. While in doubt it is `sentUntil`: when its last sending had ended; null while that may still leave. */
  settled_at: Instant | null;
  next_attempt_at: Instant | null;
  error_code: ErrorCode | null;
  error_message: string | null;
  provider_code: string | null;
  /** Of the answer that the error comes from. */
  http_status: number | null;
  /** JSON list of provider account ids. */
  candidates: string;
}

/** The clients' own ids that are taken, each by an operation. */
export interface ReservationsTable {
  client_account_id: string;
  operation_id: string;
}
