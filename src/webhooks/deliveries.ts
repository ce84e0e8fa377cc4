import type { DeliveryFilter, WebhookDelivery } from "../domain/webhook.ts";
import type { Database } from "../storage/database.ts";
import type { OperationStretch } from "../storage/operation-list.ts";
import { countDeliveries, loadDeliveries, loadDelivery } from "../storage/webhook-list.ts";

/**
 * What came by webhook and what became of it, for the back office. Whether somebody may see it is the caller's to decide.
 */
export interface Deliveries {
  get(id: string): Promise<WebhookDelivery | null>;
  /** Those that pass, by their `number`; the end that they are taken from comes first. */
  page(filter: DeliveryFilter, stretch: OperationStretch): Promise<readonly WebhookDelivery[]>;
  count(filter: DeliveryFilter): Promise<number>;
}

export function createDeliveries({ read }: Pick<Database, "read">): Deliveries {
  return {
    get: (id) => loadDelivery(read, id),
    page: (filter, stretch) => loadDeliveries(read, filter, stretch),
    count: (filter) => countDeliveries(read, filter),
  };
}
