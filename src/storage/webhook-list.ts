import type { Kysely, SelectQueryBuilder } from "kysely";
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

/** Whether a provider's webhooks have ever come here, as far back as is remembered. */
export async function hasDeliveries(read: Kysely<Tables>, provider: string): Promise<boolean> {
  const row = await read
    .selectFrom("webhook_inbox")
    .select("number")
    .where("provider", "=", provider)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function passing<Row>(query: SelectQueryBuilder<Tables, "webhook_inbox", Row>, { providers, states }: DeliveryFilter) {
  let passed = query;
  if (providers !== undefined) passed = passed.where("provider", "in", providers);
  if (states !== undefined) passed = passed.where("state", "in", states);
  return passed;
}
