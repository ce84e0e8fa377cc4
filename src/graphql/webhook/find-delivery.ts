import type * as domain from "../../domain/webhook.ts";
import type { GatewayContext } from "../context.ts";
import { shownAccount } from "../operation/shown-account.ts";
import { providerView } from "../provider/provider-view.ts";
import { webhookDeliveryId } from "../relay/node.ts";
import type { WebhookDelivery } from "./delivery-type.ts";

/** The delivery with this UUID; null when it is not there, or for anybody but the back office. */
export async function findDelivery(context: GatewayContext, uuid: string): Promise<WebhookDelivery | null> {
  if (context.viewer.sees !== "everything") return null;
  const delivery = await context.deliveries.get(uuid);
  return delivery && deliveryView(context, delivery);
}

/** A delivery as the schema shows it. */
export function deliveryView(context: GatewayContext, delivery: domain.WebhookDelivery): WebhookDelivery {
  const { id, number: _, provider, accountIds, owners: __, movesBalances: ___, ...shown } = delivery;
  const card = context.providers.get(provider);
  return {
    ...shown,
    nodeType: "WebhookDelivery",
    id: webhookDeliveryId(id),
    provider: card && providerView(card),
    accounts: async () => {
      const accounts = await Promise.all(accountIds.map((account) => shownAccount(context, { provider, id: account })));
      return accounts.filter((account) => account !== null);
    },
  };
}
