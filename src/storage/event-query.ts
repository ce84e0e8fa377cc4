import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { AccountEvent } from "../domain/account-event.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { AccountEventFilter } from "../domain/event-filter.ts";
import { oneOf } from "./account-query.ts";
import { linkedTo } from "./account-sight.ts";
import { type EventPageQuery, log, toEvent } from "./event-store.ts";
import type { Tables } from "./tables.ts";

/** Which part of the log: everything, or the accounts linked to one customer as well as what the filter says. */
export interface EventQuery extends EventPageQuery {
  /** The configured ones: events of any other stay stored, and out of sight. */
  readonly among: readonly string[];
  readonly filter: AccountEventFilter;
  /** Only accounts that this customer has; null: all. */
  readonly customer: string | null;
}

/** Some events that pass a filter; those next to the end they are taken from, that end first. */
export async function readEvents(read: Kysely<Tables>, query: EventQuery): Promise<readonly AccountEvent[]> {
  const { among, filter, customer, newerThan, olderThan, limit, from } = query;
  const { accounts, providers = among, types, newStatuses } = filter;
  const shown = providers.filter((name) => among.includes(name));
  if ([shown, accounts, types, newStatuses].some((values) => values?.length === 0)) return [];
  let rows = read
    .selectFrom("account_events")
    .selectAll()
    .orderBy("position", from === "newest" ? "desc" : "asc")
    .limit(limit);
  if (newerThan !== null) rows = rows.where("position", ">", newerThan);
  if (olderThan !== null) rows = rows.where("position", "<", olderThan);
  // Nearly every event passes this: no index shall be chosen for it.
  rows = rows.where(sql<boolean>`(${sql.ref("provider")} in (${sql.join(shown)})) is true`);
  if (types !== undefined) rows = rows.where("type", "in", types);
  if (newStatuses !== undefined) rows = rows.where("new_status", "in", newStatuses);
  if (accounts !== undefined) rows = rows.where("account_id", "in", idsOf(read, accounts));
  for (const id of [customer, filter.customer]) if (id != null) rows = ofCustomer(read, rows, id);
  return (await rows.execute()).map(toEvent);
}

function idsOf(read: Kysely<Tables>, accounts: readonly AccountRef[]) {
  return read.selectFrom("accounts").select("accounts.id").where(oneOf(accounts));
}

function ofCustomer<Row>(
  read: Kysely<Tables>,
  rows: SelectQueryBuilder<Tables, "account_events", Row>,
  customer: string,
): SelectQueryBuilder<Tables, "account_events", Row> {
  const linked = linkedTo(read, [customer]).as("linked_accounts");
  return rows.where("account_id", "in", read.selectFrom(linked).select("linked_accounts.id"));
}

/** The log as far as it is complete: from the oldest position that nothing is missing behind, to the last. */
export interface LogSpan {
  readonly oldest: number;
  readonly head: number;
}

export function readSpan(read: Kysely<Tables>): Promise<LogSpan> {
  return read.selectFrom("event_log").select(["oldest", "head"]).where("name", "=", log).executeTakeFirstOrThrow();
}
