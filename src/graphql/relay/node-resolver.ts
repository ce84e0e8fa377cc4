import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { requireScope } from "../../auth/access.ts";
import { GatewayError } from "../../domain/errors.ts";
import { findAccount } from "../account/find-account.ts";
import type { GatewayContext } from "../context.ts";
import { findOperation } from "../operation/find-operation.ts";
import { providerView } from "../provider/provider-view.ts";
import { findDelivery } from "../webhook/find-delivery.ts";
import { Node, parseNodeId } from "./node.ts";
import { largestPage } from "./page-arguments.ts";

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "Anything by its global id; null when there is none that you may see.",
  })
  async node(
    @Arg("id", () => ID, { description: "A global id." }) id: string,
    @Ctx() context: GatewayContext,
  ): Promise<Node | null> {
    requireScope(context.principal, "accounts:read");
    return findNode(context, id);
  }

  @Query(() => [Node], {
    nullable: "items",
    description:
      "Several things by their global ids, in the order given; null for each that does not exist or that you may not see.",
  })
  async nodes(
    @Arg("ids", () => [ID], { description: "At most 100 global ids." }) ids: string[],
    @Ctx() context: GatewayContext,
  ): Promise<(Node | null | Error)[]> {
    requireScope(context.principal, "accounts:read");
    if (ids.length > largestPage) throw new GatewayError("BAD_USER_INPUT", `\`ids\` takes at most ${largestPage} ids.`);
    // One id that fails must not take the others' answers away.
    return Promise.all(ids.map((id) => findNode(context, id).catch((error: Error) => error)));
  }
}

async function findNode(context: GatewayContext, id: string): Promise<Node | null> {
  const address = parseNodeId(id);
  if (address.type === "Account") return findAccount(context, address.ref, null);
  if (address.type === "Operation") return findOperation(context, address.uuid);
  if (address.type === "WebhookDelivery") return findDelivery(context, address.uuid);
  const card = context.providers.get(address.name);
  return card && providerView(card);
}
