import { ArgsType, Field, ID } from "type-graphql";
import { GatewayError } from "../../domain/errors.ts";
import { type MutationName, mutationNames, type OperationFilter } from "../../domain/operation.ts";
import { isKey, keyRule } from "../../operations/keyed.ts";
import type { GatewayContext } from "../context.ts";
import { parseAccountId } from "../relay/node.ts";
import { PageArguments } from "../relay/page-arguments.ts";
import { callerOf } from "./operation-caller.ts";
import { OperationState, type PublicState, statesOf } from "./operation-enums.ts";

@ArgsType()
export class OperationsArguments extends PageArguments {
  @Field(() => OperationState, { nullable: true, description: "Only those in this state." })
  state?: PublicState | null;

  @Field(() => String, { nullable: true, description: "Only those at this provider, by its name." })
  provider?: string | null;

  @Field(() => String, { nullable: true, description: "Only those of this mutation, such as `createAccount`." })
  mutation?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those about this account, or that it came of." })
  account?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only those with this key, of any mutation; for the back office whoever sent it.",
  })
  idempotencyKey?: string | null;
}

/** In the journal's words; a customer's list has only its own. Throws BAD_USER_INPUT, INVALID_ID and UNKNOWN_PROVIDER. */
export function operationFilter(
  { state, provider, mutation, account, idempotencyKey }: OperationsArguments,
  { principal, viewer, providers }: Pick<GatewayContext, "principal" | "viewer" | "providers">,
): OperationFilter {
  if (provider != null && !providers.names.includes(provider)) {
    throw new GatewayError(
      "UNKNOWN_PROVIDER",
      `There is no such provider here; configured are ${providers.names.join(", ")}.`,
    );
  }
  if (idempotencyKey != null && !isKey(idempotencyKey)) throw new GatewayError("BAD_USER_INPUT", `${keyRule}.`);
  return {
    ...(state != null && { states: statesOf(state) }),
    ...(provider != null && { providers: [provider] }),
    ...(mutation != null && { mutations: [mutationName(mutation)] }),
    ...(account != null && { account: parseAccountId(account) }),
    ...(idempotencyKey != null && { idempotencyKey }),
    ...(viewer.sees !== "everything" && { caller: callerOf(principal) }),
  };
}

export function mutationName(text: string): MutationName {
  const name = mutationNames.find((known) => known === text);
  if (name !== undefined) return name;
  throw new GatewayError("BAD_USER_INPUT", `\`mutation\` is one of ${mutationNames.join(", ")}.`);
}
