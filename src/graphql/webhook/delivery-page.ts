import { ArgsType, Field, InputType } from "type-graphql";
import { GatewayError } from "../../domain/errors.ts";
import type { DeliveryFilter, DeliveryState } from "../../domain/webhook.ts";
import type { GatewayContext } from "../context.ts";
import { cursorBinding } from "../relay/cursor.ts";
import { numberedPage } from "../relay/numbered-page.ts";
import { PageArguments } from "../relay/page-arguments.ts";
import { type WebhookDeliveryConnection, WebhookDeliveryState } from "./delivery-type.ts";
import { deliveryView } from "./find-delivery.ts";

@InputType({ description: "Which webhook deliveries a list shows. Fields are combined with AND." })
class WebhookDeliveryFilter {
  @Field(() => String, { nullable: true, description: "Only those of this provider, by its name." })
  provider?: string | null;

  @Field(() => WebhookDeliveryState, { nullable: true, description: "Only those in this state." })
  state?: DeliveryState | null;
}

@ArgsType()
export class WebhookDeliveriesArguments extends PageArguments {
  @Field(() => WebhookDeliveryFilter, { nullable: true, description: "Absent: all of them." })
  filter?: WebhookDeliveryFilter | null;
}

/** The page that `webhookDeliveries` asks for, the newest first. Throws UNKNOWN_PROVIDER. */
export async function deliveryPage(
  context: GatewayContext,
  args: WebhookDeliveriesArguments,
): Promise<WebhookDeliveryConnection> {
  const { deliveries, cursors } = context;
  const filter = deliveryFilter(context, args.filter ?? {});
  const binding = cursorBinding(["webhook deliveries", filter]);
  const { edges, pageInfo } = await numberedPage(args, {
    read: (stretch) => deliveries.page(filter, stretch),
    numberOf: ({ number }) => number,
    seal: (number) => cursors.seal(binding, { key: number, rowId: 0 }),
    open: (cursor) => Number(cursors.open(binding, cursor).key),
  });
  return {
    edges: edges.map(({ cursor, row }) => ({ cursor, node: deliveryView(context, row) })),
    pageInfo,
    totalCount: () => deliveries.count(filter),
  };
}

function deliveryFilter({ providers }: GatewayContext, { provider, state }: WebhookDeliveryFilter): DeliveryFilter {
  if (provider != null && !providers.names.includes(provider)) {
    const names = providers.names.join(", ");
    throw new GatewayError("UNKNOWN_PROVIDER", `There is no such provider here; configured are ${names}.`);
  }
  return { ...(provider != null && { providers: [provider] }), ...(state != null && { states: [state] }) };
}
