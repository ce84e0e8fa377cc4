import type { Kysely, Selectable } from "kysely";
import type { AccountEvent } from "../domain/account-event.ts";
import { chunked } from "../domain/chunks.ts";
import type { WriteTransaction } from "./database.ts";
import type { Appending } from "./logs.ts";
import type { AccountEventsTable, Tables } from "./tables.ts";

/** An event before it has its place in the log. */
export type NewEvent = Omit<AccountEvent, "position"> & { readonly accountRowId: number };

/** The name of the one log. */
export const log = "accounts";

/** A statement takes 32,766 values on SQLite, and an event is fourteen. */
const eventsAtOnce = 2_000;

/** Events for the end of the log, in the order given: positions have no gaps, and who sees one has seen all before it. */
export function eventsToAppend(
  transaction: WriteTransaction,
  events: readonly NewEvent[],
): Appending<{ readonly head: number }> | null {
  if (events.length === 0) return null;
  const lock = transaction
    .updateTable("event_log")
    .set((row) => ({ head: row("head", "+", events.length) }))
    .where("name", "=", log)
    .returning("head")
    .compile();
  return {
    lock,
    write({ head }) {
      const rows = events.map((event, index) => toRow(event, head - events.length + 1 + index));
      return chunked(rows, eventsAtOnce).map((part) => transaction.insertInto("account_events").values(part).compile());
    },
  };
}

/** The position of the last event; 0 before the first. */
export async function readHead(read: Kysely<Tables>): Promise<number> {
  const { head } = await read.selectFrom("event_log").select("head").where("name", "=", log).executeTakeFirstOrThrow();
  return head;
}

/** Which of an account's events: strictly between two positions, the newest first or the oldest. */
export interface EventPageQuery {
  readonly newerThan: number | null;
  readonly olderThan: number | null;
  readonly limit: number;
  /** Which end to take from. */
  readonly from: "newest" | "oldest";
}

/** Some events of one account; those next to the end they are taken from, that end first. */
export async function readAccountEvents(
  read: Kysely<Tables>,
  accountRowId: number,
  { newerThan, olderThan, limit, from }: EventPageQuery,
): Promise<readonly AccountEvent[]> {
  let query = read
    .selectFrom("account_events")
    .selectAll()
    .where("account_id", "=", accountRowId)
    .orderBy("position", from === "newest" ? "desc" : "asc")
    .limit(limit);
  if (newerThan !== null) query = query.where("position", ">", newerThan);
  if (olderThan !== null) query = query.where("position", "<", olderThan);
  return (await query.execute()).map(toEvent);
}

/** Of the JSON of changes: inside of a value quotes are escaped, and no fact has a part that is called `field`. */
export const ownerChange = '%"field":"owner"%';

/** The position of the event by which the account came to the owner that it has now; 0 when it always had that one. */
export async function readOwnedSince(read: Kysely<Tables>, accountRowId: number): Promise<number> {
  const { position } = await read
    .selectFrom("account_events")
    .select((row) => row.fn.max("position").as("position"))
    .where("account_id", "=", accountRowId)
    .where("type", "=", "DETAILS_CHANGED")
    .where("changes", "like", ownerChange)
    .executeTakeFirstOrThrow();
  return Number(position ?? 0);
}

function toRow({ accountRowId, ref, ...event }: NewEvent, position: number): AccountEventsTable {
  return {
    position,
    account_id: accountRowId,
    provider: ref.provider,
    provider_account_id: ref.id,
    type: event.type,
    cause: event.cause,
    delivery_id: event.deliveryId,
    operation_id: event.operationId,
    provider_time: event.providerTime,
    previous_status: event.previousStatus,
    new_status: event.newStatus,
    changes: JSON.stringify(event.changes),
    occurred_at: event.occurredAt,
    recorded_at: event.recordedAt,
  };
}

/** An event as it stands in the log. */
export function toEvent(row: Selectable<AccountEventsTable>): AccountEvent {
  return {
    position: row.position,
    type: row.type,
    ref: { provider: row.provider, id: row.provider_account_id },
    cause: row.cause,
    deliveryId: row.delivery_id,
    operationId: row.operation_id,
    providerTime: row.provider_time,
    previousStatus: row.previous_status,
    newStatus: row.new_status,
    changes: JSON.parse(row.changes),
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
  };
}
