import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import { requireScope } from "../../auth/access.ts";
import { isKey } from "../../operations/keyed.ts";
import type { GatewayContext } from "../context.ts";
import { mutationName, OperationsArguments } from "./operation-arguments.ts";
import { callerOf } from "./operation-caller.ts";
import { operationPage } from "./operation-page.ts";
import { Operation, OperationConnection } from "./operation-type.ts";
import { operationView } from "./operation-view.ts";

@Resolver()
export class OperationResolver {
  @Query(() => Operation, {
    nullable: true,
    description: "What became of a mutation that you sent: by its name and your key; null when none came here.",
  })
  async operation(
    // In the schema the last parameter comes first.
    @Arg("idempotencyKey", () => String, { description: "The key that you sent." }) idempotencyKey: string,
    @Arg("mutation", () => String, { description: "The mutation's name, such as `createAccount`." }) mutation: string,
    @Ctx() context: GatewayContext,
  ): Promise<Operation | null> {
    requireScope(context.principal, "accounts:read");
    const name = mutationName(mutation);
    if (!isKey(idempotencyKey)) return null;
    const found = await context.journal.find(callerOf(context.principal), name, idempotencyKey);
    return found && operationView(context, found);
  }

  @Query(() => OperationConnection, {
    description: "The operations that you may see, the newest first: your own, or all for the back office.",
  })
  async operations(
    @Args(() => OperationsArguments) args: OperationsArguments,
    @Ctx() context: GatewayContext,
  ): Promise<OperationConnection> {
    requireScope(context.principal, "accounts:read");
    return operationPage(context, args);
  }
}
