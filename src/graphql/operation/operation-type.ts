import { Field, Int, ObjectType } from "type-graphql";
import type { ErrorCode } from "../../domain/errors.ts";
import { Account } from "../account/account-type.ts";
import { Provider } from "../provider/provider-type.ts";
import { Node } from "../relay/node.ts";
import { PageInfo } from "../relay/page-info.ts";
import { DateTime } from "../scalars.ts";
import { OperationState, type PublicState } from "./operation-enums.ts";

@ObjectType({
  simpleResolvers: true,
  description: "Why an operation was refused, not sent, is in doubt, or was given up.",
})
export class OperationError {
  @Field(() => String, { description: "The error code, such as `PROVIDER_REJECTED`." })
  code!: ErrorCode;

  @Field(() => String, { description: "The same in words." })
  message!: string;

  @Field(() => String, { nullable: true, description: "The provider's own code, where it gave one." })
  providerCode!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "The HTTP status of the provider's answer that it comes from; null: it comes from none.",
  })
  httpStatus!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "A request as it was sent to the provider." })
export class SentRequest {
  @Field(() => String, { description: "`POST`, `PUT`, `PATCH` or `DELETE`." })
  method!: string;

  @Field(() => String, { description: "Where to, below the provider's base URL." })
  path!: string;

  @Field(() => String, { nullable: true, description: "The body's exact text; null for none." })
  body!: string | null;
}

/** Fields that cost something are functions: they run only when they are selected. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "One change that a client asked for, by its idempotency key, and what became of it.",
})
export class Operation extends Node {
  @Field(() => String, { description: "The key that the client gave it." })
  idempotencyKey!: string;

  @Field(() => String, { description: "The mutation, such as `createAccount`." })
  mutation!: string;

  @Field(() => OperationState, { description: "What became of it." })
  state!: PublicState;

  @Field(() => Boolean, {
    description: "Whether this answers an earlier mutation with the same key; false where no mutation is answered.",
  })
  replayed!: boolean;

  @Field(() => Provider, {
    nullable: true,
    description:
      "Where the change was asked for; null when it concerns no provider, or one that is not configured now.",
  })
  provider!: Provider | null;

  @Field(() => Account, {
    nullable: true,
    description: "The account that it was about, or that came of it, as it is known now; null when you may not see it.",
  })
  account!: () => Promise<Account | null>;

  @Field(() => String, { nullable: true, description: "Your own id of the account that was asked for." })
  clientAccountId!: string | null;

  @Field(() => String, { nullable: true, description: "The customer that it was done for, where one was named." })
  customerId!: string | null;

  @Field(() => Int, {
    description: "How often the gateway set out to send it to the provider, also where it did not leave.",
  })
  attempts!: number;

  @Field(() => DateTime, { description: "When it was first asked for." })
  createdAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was last about to be sent; while in doubt, apart from what was refused since.",
  })
  dispatchedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it ended; null while it may change." })
  settledAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the gateway looks after it again; null when it has ended, or only a person can go on.",
  })
  nextAttemptAt!: string | null;

  @Field(() => Boolean, { description: "Whether a person has to decide what becomes of it: see `resolveOperation`." })
  needsDecision!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "What there is to decide, in words; null when there is nothing.",
  })
  whatToDecide!: string | null;

  @Field(() => OperationError, {
    nullable: true,
    description: "Why it was refused, not sent, is in doubt, or was given up.",
  })
  error!: OperationError | null;

  @Field(() => [Account], {
    description:
      "The accounts that may have come of it, where a person has to say: several, one that only looks like it, or the one that came of another operation. Only for the back office: else empty.",
  })
  candidates!: () => Promise<readonly Account[]>;

  @Field(() => [Account], {
    description:
      "The accounts that appeared when it had ended, that may have come of it all the same, and that are no other operation's. Only for the back office: else empty.",
  })
  lateAccounts!: () => Promise<readonly Account[]>;

  @Field(() => String, {
    nullable: true,
    description: "The key that the provider knows the request by, where it has such keys: for asking its support.",
  })
  providerRequestKey!: string | null;

  @Field(() => SentRequest, {
    nullable: true,
    description:
      "What was sent to the provider, for whoever decides about it: null before that, once it was erased, and without the scopes operations:resolve and accounts:all.",
  })
  sent!: SentRequest | null;
}

@ObjectType({ simpleResolvers: true, description: "An operation in a list." })
export class OperationEdge {
  @Field(() => String, { description: "Its place in this list: for `after` and `before` with the same arguments." })
  cursor!: string;

  @Field(() => Operation, { description: "The operation." })
  node!: Operation;
}

@ObjectType({ simpleResolvers: true, description: "A page of a list of operations." })
export class OperationConnection {
  @Field(() => [OperationEdge], { description: "The operations with their cursors." })
  edges!: readonly OperationEdge[];

  @Field(() => PageInfo, { description: "Where this page stands in the list." })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: "How many operations the whole list has." })
  totalCount!: () => Promise<number>;
}
