import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Account } from "../account/account-type.ts";
import type { GatewayContext } from "../context.ts";
import { DepositInstruction } from "./deposit-type.ts";

@Resolver(() => Account)
export class DepositResolver {
  @FieldResolver(() => [DepositInstruction], {
    nullable: true,
    description:
      "How to pay into it, by scheme: asked of the provider now (capability DEPOSIT_INFORMATION), elsewhere made of the account's own numbers. Empty while nothing can be paid in; null with an error when the provider cannot be asked.",
  })
  async depositInformation(
    @Root() { reading }: Account,
    @Ctx() { extras }: GatewayContext,
  ): Promise<readonly DepositInstruction[]> {
    const { instructions, isDerived } = await extras.depositInformation(reading.snapshot);
    return instructions.map((instruction) => ({ ...instruction, derived: isDerived }));
  }
}
