import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { Instant } from "../domain/account.ts";
import type { DeliveryFilter, DeliveryState, WebhookDelivery } from "../domain/webhook.ts";
import type { OperationStretch } from "./operation-list.ts";
import type { Tables } from "./tables.ts";
import { toStoredDelivery } from "./webhook-rows.ts";

export async function loadDelivery(read: Kysely<Tables>, id: string): Promise<WebhookDelivery | null> {
  const row = await read.selectFrom("webhook_inbox").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined ? null : toStoredDelivery(row).delivery;
}

export async function loadDeliveries(
  read: Kysely<Tables>,
  filter: DeliveryFilter,
  { olderThan, newerThan, limit, from }: OperationStretch,
): Promise<readonly WebhookDelivery[]> {
  let query = passing(read.selectFrom("webhook_inbox").selectAll(), filter)
    .orderBy("number", from === "newest" ? "desc" : "asc")
    .limit(limit);
  if (olderThan !== null) query = query.where("number", "<", olderThan);
  if (newerThan !== null) query = query.where("number", ">", newerThan);
  return (await query.execute()).map((row) => toStoredDelivery(row).delivery);
}

export async function countDeliveries(read: Kysely<Tables>, filter: DeliveryFilter): Promise<number> {
  const { total } = await passing(
    read.selectFrom("webhook_inbox").select((row) => row.fn.countAll<number>().as("total")),
    filter,
  ).executeTakeFirstOrThrow();
  return Number(total);
}

/** How many are in one of these states, by provider and state; those with none are left out. */
export async function countByState(
  read: Kysely<Tables>,
  states: readonly DeliveryState[],
): Promise<readonly { readonly provider: string; readonly state: DeliveryState; readonly count: number }[]> {
  const rows = await read
    .selectFrom("webhook_inbox")
    .select((row) => ["provider", "state", row.fn.countAll<number>().as("count")])
    .where("state", "in", states)
    .groupBy(["provider", "state"])
    .execute();
  return rows.map(({ count, ...of }) => ({ ...of, count: Number(count) }));
}

/** When a new webhook of a provider last came; null: never, as far back as is remembered. */
export async function lastArrivalAt(read: Kysely<Tables>, provider: string): Promise<Instant | null> {
  const row = await read
    .selectFrom("webhook_inbox")
    .select("received_at")
    .where("provider", "=", provider)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.received_at ?? null;
}

/** When somebody last came upon a change of a status at a provider, by asking, before `until`; null: never. */
export async function lastFoundAt(read: Kysely<Tables>, provider: string, until: Instant): Promise<Instant | null> {
  const row = await read
    .selectFrom("account_events")
    .select("recorded_at")
    // Word for word what the index `account_events_found` is limited to.
    .where(sql<boolean>`type = 'STATUS_CHANGED' and cause in ('SWEEP', 'READ')`)
    .where("provider", "=", provider)
    .where("recorded_at", "<", until)
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.recorded_at ?? null;
}

function passing<Row>(query: SelectQueryBuilder<Tables, "webhook_inbox", Row>, { providers, states }: DeliveryFilter) {
  let passed = query;
  if (providers !== undefined) passed = passed.where("provider", "in", providers);
  if (states !== undefined) passed = passed.where("state", "in", states);
  return passed;
}
