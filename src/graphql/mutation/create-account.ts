import { Arg, type ClassType, Ctx, Mutation, Resolver } from "type-graphql";
import type { GatewayContext } from "../context.ts";
import { creating, creationInputClass } from "./creation-inputs.ts";
import { CreateAccountPayload, type MutationPayload } from "./payloads.ts";
import { perform } from "./perform.ts";
import { type ProviderTarget, targetClass } from "./provider-target.ts";

/** The mutation that opens accounts at any of these kinds of providers; null when there are none. */
export function createAccountMutation(targets: readonly ProviderTarget[]): ClassType<object> | null {
  if (targets.length === 0) return null;
  const CreateAccountInput = creationInputClass(targetClass(targets));
  const creation = creating(targets);

  @Resolver()
  class CreateAccountMutation {
    @Mutation(() => CreateAccountPayload, {
      nullable: true,
      description:
        "Opens or registers an account. Asked again with the same key it answers what came of the first time. Needs the scope accounts:write.",
    })
    createAccount(
      @Arg("input", () => CreateAccountInput, { description: "Your id of the account, for whom, and where." })
      input: object,
      @Ctx() context: GatewayContext,
    ): Promise<MutationPayload> {
      return perform(context, creation, input);
    }
  }
  return CreateAccountMutation;
}
