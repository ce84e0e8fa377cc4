import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { AccountResolver } from "./account/account-resolver.ts";
import { OwnerResolver } from "./account/owner-resolver.ts";
import { AuditResolver } from "./audit/audit-resolver.ts";
import { DepositResolver } from "./deposit/deposit-resolver.ts";
import { AccountEventResolver, AccountHistoryResolver } from "./event/event-resolver.ts";
import { ProductResolver } from "./product/product-resolver.ts";
import { ProviderResolver } from "./provider/provider-resolver.ts";
import { SweepResolver } from "./provider/sweep-resolver.ts";
import { NodeResolver } from "./relay/node-resolver.ts";
import { StatementResolver } from "./statement/statement-resolver.ts";

/** The gateway's schema, made from the classes beside this file. */
export async function buildGatewaySchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      AccountResolver,
      AccountHistoryResolver,
      AccountEventResolver,
      AuditResolver,
      StatementResolver,
      DepositResolver,
      OwnerResolver,
      ProviderResolver,
      ProductResolver,
      SweepResolver,
      NodeResolver,
    ],
    validate: false,
  });
  const query = schema.getQueryType();
  if (query)
    query.description = "What can be asked. Everything that a list or an account has hangs below these fields.";
  return schema;
}
