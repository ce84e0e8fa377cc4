import { Arg, Args, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { z } from "zod";
import { requireScope } from "../../auth/access.ts";
import type { GatewayContext } from "../context.ts";
import { deliveryId, keyed } from "../mutation/input-rules.ts";
import { KeyedInput } from "../mutation/keyed-input.ts";
import { MutationPayload } from "../mutation/payloads.ts";
import { perform, type Reading } from "../mutation/perform.ts";
import { parseWebhookDeliveryId } from "../relay/node.ts";
import { deliveryPage, WebhookDeliveriesArguments } from "./delivery-page.ts";
import { WebhookDelivery, WebhookDeliveryConnection } from "./delivery-type.ts";
import { findDelivery } from "./find-delivery.ts";

@InputType({ description: "Which webhook delivery to look after once more." })
class ReplayWebhookDeliveryInput extends KeyedInput {
  @Field(() => ID, { description: "The delivery's global id." })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: "What came of `replayWebhookDelivery`; `account` is null." })
class ReplayWebhookDeliveryPayload extends MutationPayload {
  @Field(() => WebhookDelivery, { nullable: true, description: "The delivery; null when it was refused." })
  delivery!: () => Promise<WebhookDelivery | null>;
}

const replaying: Reading<"replayWebhookDelivery"> = {
  mutation: "replayWebhookDelivery",
  schema: z.object({ ...keyed, id: deliveryId }).transform(({ id, ...command }) => ({ ...command, deliveryId: id })),
  locate: ([field = "", ...below]) => [field === "deliveryId" ? "id" : field, ...below],
};

/** What came by webhook, for the back office. */
@Resolver()
export class WebhookDeliveryResolver {
  @Query(() => WebhookDeliveryConnection, {
    description:
      "What providers told by webhook in the last 30 days, the newest first. Needs the scopes accounts:read and accounts:all.",
  })
  async webhookDeliveries(
    @Args(() => WebhookDeliveriesArguments) args: WebhookDeliveriesArguments,
    @Ctx() context: GatewayContext,
  ): Promise<WebhookDeliveryConnection> {
    requireScope(context.principal, "accounts:read");
    requireScope(context.principal, "accounts:all");
    return deliveryPage(context, args);
  }

  @Mutation(() => ReplayWebhookDeliveryPayload, {
    nullable: true,
    description:
      "Reads the accounts of a webhook delivery again, whatever became of it before. Needs the scope accounts:all.",
  })
  async replayWebhookDelivery(
    @Arg("input", () => ReplayWebhookDeliveryInput, { description: "Which delivery." })
    input: ReplayWebhookDeliveryInput,
    @Ctx() context: GatewayContext,
  ): Promise<ReplayWebhookDeliveryPayload> {
    const payload = await perform(context, replaying, input);
    const isDone = payload.errors.length === 0;
    return {
      ...payload,
      delivery: async () => (isDone ? findDelivery(context, parseWebhookDeliveryId(input.id)) : null),
    };
  }
}
