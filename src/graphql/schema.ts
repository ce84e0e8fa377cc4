import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { AccountResolver } from "./account/account-resolver.ts";
import { OwnerResolver } from "./account/owner-resolver.ts";
import { AuditResolver } from "./audit/audit-resolver.ts";
import { DepositResolver } from "./deposit/deposit-resolver.ts";
import { AccountEventResolver, AccountHistoryResolver } from "./event/event-resolver.ts";
import { AccountEventSubscriptions } from "./event/event-subscriptions.ts";
import { AccountMutations } from "./mutation/account-mutations.ts";
import { BackOfficeMutations } from "./mutation/back-office-mutations.ts";
import { createAccountMutation } from "./mutation/create-account.ts";
import { markOneOf } from "./mutation/one-of.ts";
import type { ProviderTarget } from "./mutation/provider-target.ts";
import { mutationErrorTypes } from "./mutation/typed-errors.ts";
import { OperationResolver } from "./operation/operation-resolver.ts";
import { ProductResolver } from "./product/product-resolver.ts";
import { ProviderResolver } from "./provider/provider-resolver.ts";
import { SweepResolver } from "./provider/sweep-resolver.ts";
import { NodeResolver } from "./relay/node-resolver.ts";
import { StatementResolver } from "./statement/statement-resolver.ts";
import { WebhookDeliveryResolver } from "./webhook/delivery-resolver.ts";

const noPubSub = {
  publish() {},
  subscribe(): never {
    throw new Error("Nothing is published here.");
  },
};

/**
 * The gateway's schema, made from the classes beside this file, and of what each kind of provider takes to open an account.
 */
export async function buildGatewaySchema(targets: readonly ProviderTarget[]): Promise<GraphQLSchema> {
  const creation = createAccountMutation(targets);
  const schema = await buildSchema({
    resolvers: [
      AccountResolver,
      AccountHistoryResolver,
      AccountEventResolver,
      AccountEventSubscriptions,
      AuditResolver,
      StatementResolver,
      DepositResolver,
      OwnerResolver,
      ProviderResolver,
      ProductResolver,
      SweepResolver,
      OperationResolver,
      NodeResolver,
      ...(creation === null ? [] : [creation]),
      AccountMutations,
      BackOfficeMutations,
      WebhookDeliveryResolver,
    ],
    orphanedTypes: mutationErrorTypes,
    // Subscriptions bring their own streams; without one of these, type-graphql takes none.
    pubSub: noPubSub,
    validate: false,
  });
  const { Query, Mutation, Subscription } = schema.getTypeMap();
  if (Query)
    Query.description = "What can be asked. Everything that a list or an account has hangs below these fields.";
  if (Mutation)
    Mutation.description =
      "What can be changed. Each change has its effect once by its `idempotencyKey`, however often it is sent.";
  if (Subscription)
    Subscription.description =
      "What can be followed: over WebSocket (`graphql-transport-ws`) or as server-sent events, at the same address. Every event has a cursor to go on from.";
  return markOneOf(schema);
}
