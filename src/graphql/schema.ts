import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { AccountResolver } from "./account/account-resolver.ts";
import { AccountEventResolver, AccountHistoryResolver } from "./event/event-resolver.ts";
import { ProviderResolver } from "./provider/provider-resolver.ts";
import { SweepResolver } from "./provider/sweep-resolver.ts";
import { NodeResolver } from "./relay/node-resolver.ts";

/** The gateway's schema, made from the classes beside this file. */
export function buildGatewaySchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [
      AccountResolver,
      AccountHistoryResolver,
      AccountEventResolver,
      ProviderResolver,
      SweepResolver,
      NodeResolver,
    ],
    validate: false,
  });
}
