import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import type { ErrorCode } from "../../domain/errors.ts";
import * as domain from "../../domain/webhook.ts";
import { Account } from "../account/account-type.ts";
import { words } from "../enum-words.ts";
import { Provider } from "../provider/provider-type.ts";
import { Node } from "../relay/node.ts";
import { PageInfo } from "../relay/page-info.ts";
import { DateTime } from "../scalars.ts";

export const WebhookDeliveryState = words(domain.deliveryStates);
registerEnumType(WebhookDeliveryState, {
  name: "WebhookDeliveryState",
  description: "How far the gateway is with what a provider told by webhook.",
  valuesConfig: {
    WAITING: { description: "Its accounts are to be read again; after a failure later, for three days." },
    DONE: { description: "Its accounts were read again, or it is about none." },
    PARKED: {
      description:
        "It waits for somebody: its accounts could not be read for three days (see `replayWebhookDelivery`), or it does not say which account it is about (`WEBHOOK_WITHOUT_ACCOUNT`).",
    },
  },
});

@ObjectType({ simpleResolvers: true, description: "Why the accounts of a webhook delivery could not be read again." })
export class WebhookDeliveryError {
  @Field(() => String, { description: "The error code, such as `PROVIDER_TIMEOUT`." })
  code!: ErrorCode;

  @Field(() => String, { description: "The same in words." })
  message!: string;
}

/** Fields that cost something are functions: they run only when they are selected. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "One message of a provider, however often it came, and what became of it.",
})
export class WebhookDelivery extends Node {
  @Field(() => Provider, { nullable: true, description: "Who sent it; null when it is not configured now." })
  provider!: Provider | null;

  @Field(() => String, { description: "The provider's own word for what happened." })
  type!: string;

  @Field(() => WebhookDeliveryState, { description: "How far the gateway is with it." })
  state!: domain.DeliveryState;

  @Field(() => [Account], {
    description: "The accounts that it names and that are known; none where it names their owner instead.",
  })
  accounts!: () => Promise<readonly Account[]>;

  @Field(() => Int, { description: "How often it was looked after since it came, or was replayed." })
  attempts!: number;

  @Field(() => Int, { description: "How often it came." })
  arrivals!: number;

  @Field(() => WebhookDeliveryError, { nullable: true, description: "Why the last attempt failed." })
  error!: WebhookDeliveryError | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it happened, by the provider's own clock; null where the provider did not say.",
  })
  providerTime!: string | null;

  @Field(() => DateTime, { description: "When it first came." })
  receivedAt!: string;

  @Field(() => DateTime, { nullable: true, description: "When it is looked after next; null unless it waits." })
  nextAttemptAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was done or given up; null while it waits." })
  settledAt!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "A webhook delivery in a list." })
export class WebhookDeliveryEdge {
  @Field(() => String, { description: "Its place in this list: for `after` and `before` with the same filter." })
  cursor!: string;

  @Field(() => WebhookDelivery, { description: "The delivery." })
  node!: WebhookDelivery;
}

@ObjectType({ simpleResolvers: true, description: "A page of a list of webhook deliveries." })
export class WebhookDeliveryConnection {
  @Field(() => [WebhookDeliveryEdge], { description: "The deliveries with their cursors." })
  edges!: readonly WebhookDeliveryEdge[];

  @Field(() => PageInfo, { description: "Where this page stands in the list." })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: "How many deliveries the whole list has." })
  totalCount!: () => Promise<number>;
}
