import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { GatewayContext } from "../context.ts";
import { LinkCustomerInput, linking, UnlinkCustomerInput, unlinking } from "./customer-inputs.ts";
import {
  LinkCustomerPayload,
  type MutationPayload,
  ResolveOperationPayload,
  UnlinkCustomerPayload,
} from "./payloads.ts";
import { perform } from "./perform.ts";
import { ResolveOperationInput, resolution } from "./resolve-input.ts";

/** What the back office decides here, without a provider. */
@Resolver()
export class BackOfficeMutations {
  @Mutation(() => LinkCustomerPayload, {
    nullable: true,
    description:
      "Lets a customer see an account, or all accounts of an owner; several customers may see the same. Needs the scopes accounts:write and accounts:all.",
  })
  linkCustomer(
    @Arg("input", () => LinkCustomerInput, { description: "Who may see what." }) input: object,
    @Ctx() context: GatewayContext,
  ): Promise<MutationPayload> {
    return perform(context, linking, input);
  }

  @Mutation(() => UnlinkCustomerPayload, {
    nullable: true,
    description:
      "Takes away what `linkCustomer` or the configuration gave. Needs the scopes accounts:write and accounts:all.",
  })
  unlinkCustomer(
    @Arg("input", () => UnlinkCustomerInput, { description: "Who may no longer see what." }) input: object,
    @Ctx() context: GatewayContext,
  ): Promise<MutationPayload> {
    return perform(context, unlinking, input);
  }

  @Mutation(() => ResolveOperationPayload, {
    nullable: true,
    description:
      "Decides what becomes of an operation that is IN_DOUBT. Needs the scopes operations:resolve and accounts:all.",
  })
  resolveOperation(
    @Arg("input", () => ResolveOperationInput, { description: "Which operation, and what becomes of it." })
    input: object,
    @Ctx() context: GatewayContext,
  ): Promise<MutationPayload> {
    return perform(context, resolution, input);
  }
}
