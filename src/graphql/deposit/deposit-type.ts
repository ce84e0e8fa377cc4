import { Field, ObjectType } from "type-graphql";
import { RoutingCode } from "../account/account-type.ts";
import { CountryCode } from "../scalars.ts";

@ObjectType({
  simpleResolvers: true,
  description: "Where money is sent to. Null means that it is not needed, or not told.",
})
export class DepositAccount {
  @Field(() => String, {
    nullable: true,
    description: "Whose name the payer gives: of pooled accounts the institution's.",
  })
  accountHolderName!: string | null;

  @Field(() => CountryCode, { nullable: true, description: "The country." })
  country!: string | null;

  @Field(() => String, { nullable: true, description: "The currency." })
  currency!: string | null;

  @Field(() => String, { nullable: true, description: "IBAN." })
  iban!: string | null;

  @Field(() => String, { nullable: true, description: "Local account number." })
  accountNumber!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's internal number, for transfers within it." })
  ledgerNumber!: string | null;

  @Field(() => [RoutingCode], { description: "Sort code, BIC and the like." })
  routingCodes!: readonly RoutingCode[];

  @Field(() => String, {
    nullable: true,
    description: "What the payer must quote; without it the money may not arrive.",
  })
  reference!: string | null;

  @Field(() => String, { nullable: true, description: "The bank." })
  bankName!: string | null;

  @Field(() => String, { nullable: true, description: "The bank's address." })
  bankAddress!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "How to pay into an account by one scheme." })
export class DepositInstruction extends DepositAccount {
  @Field(() => String, {
    description:
      "The scheme in the provider's word, such as `faster-payments`, `swift` or `internal`; `iban` and `account-number` where it is derived.",
  })
  scheme!: string;

  @Field(() => DepositAccount, { nullable: true, description: "The bank that the money passes through." })
  intermediaryAccount!: DepositAccount | null;

  @Field(() => Boolean, {
    description:
      "Whether the gateway made this of the account's own numbers because the provider tells nothing better.",
  })
  derived!: boolean;
}
