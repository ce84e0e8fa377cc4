import type { Selectable } from "kysely";
import type { Instant } from "../domain/account.ts";
import type { WebhookDelivery } from "../domain/webhook.ts";
import type { WebhookInboxTable } from "./tables.ts";

/** A delivery with what only those who work on it need to know. */
export interface StoredDelivery {
  readonly delivery: WebhookDelivery;
  /** Since when it waits for its end. */
  readonly openedAt: Instant;
  readonly fence: number;
}

export function toStoredDelivery(row: Selectable<WebhookInboxTable>): StoredDelivery {
  const { error_code: code, error_message: message } = row;
  return {
    delivery: {
      id: row.id,
      number: row.number,
      provider: row.provider,
      type: row.type,
      accountIds: JSON.parse(row.account_ids),
      owners: JSON.parse(row.owners),
      movesBalances: row.moves_balances === 1,
      providerTime: row.provider_time,
      receivedAt: row.received_at,
      arrivals: row.arrivals,
      state: row.state,
      attempts: row.attempts,
      error: code === null ? null : { code, message: message ?? "" },
      nextAttemptAt: row.next_attempt_at,
      settledAt: row.settled_at,
    },
    openedAt: row.opened_at,
    fence: row.fence,
  };
}
