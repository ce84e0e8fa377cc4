import { GatewayError } from "../domain/errors.ts";
import { appendAudit } from "../storage/audit-store.ts";
import type { Database } from "../storage/database.ts";
import { reopenDelivery } from "../storage/webhook-store.ts";
import type { Commands } from "./commands.ts";
import type { Operations } from "./operations.ts";

/** What the back office decides of webhooks that came. */
export function createWebhookCommands(
  { database }: { readonly database: Pick<Database, "engine"> },
  operations: Operations,
): Pick<Commands, "replayWebhookDelivery"> {
  return {
    replayWebhookDelivery: (caller, { idempotencyKey, ...input }) =>
      operations.runHere({
        key: { caller, mutation: "replayWebhookDelivery", idempotencyKey },
        input,
        plan: async () => ({
          async effect(transaction, operationId) {
            const at = await database.engine.now(transaction);
            const reopened = await reopenDelivery(transaction, input.deliveryId, at);
            if (reopened === null)
              throw new GatewayError("WEBHOOK_DELIVERY_NOT_FOUND", "There is no such webhook delivery.");
            const { id: deliveryId, provider, type } = reopened.delivery;
            const entry = { at, provider, accountId: null, operationId, actor: caller, details: { deliveryId, type } };
            await appendAudit(transaction, [{ kind: "WEBHOOK_REPLAYED", ...entry }]);
          },
        }),
      }),
  };
}
