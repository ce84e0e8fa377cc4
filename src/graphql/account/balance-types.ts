import { Field, ObjectType } from "type-graphql";
import { DateTime, Decimal } from "../scalars.ts";

@ObjectType({ simpleResolvers: true, description: "An exact amount of money." })
export class Money {
  @Field(() => Decimal, {
    description: 'In major units: `"9974.80"` is nine thousand nine hundred seventy-four and eighty hundredths.',
  })
  amount!: string;

  @Field(() => String, { description: "The currency as the provider writes it, normally ISO 4217." })
  currency!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "One balance of an account. An amount is null when the provider does not tell it, never 0 for that.",
})
export class Balance {
  @Field(() => String, { description: "The balance's currency." })
  currency!: string;

  @Field(() => String, { nullable: true, description: "The provider's id of this balance, where balances have ids." })
  providerBalanceId!: string | null;

  @Field(() => Money, { nullable: true, description: "What can be spent now." })
  available!: Money | null;

  @Field(() => Money, { nullable: true, description: "The total, with holds and pending movements." })
  current!: Money | null;

  @Field(() => Money, { nullable: true, description: "What is reserved and cannot be spent." })
  blocked!: Money | null;

  @Field(() => Money, { nullable: true, description: "What is on its way in and not available yet." })
  receivable!: Money | null;

  @Field(() => String, { nullable: true, description: "IBAN of this balance." })
  iban!: string | null;

  @Field(() => String, { nullable: true, description: "Account number of this balance." })
  accountNumber!: string | null;

  @Field(() => String, { nullable: true, description: "Sort code of this balance (GBP)." })
  sortCode!: string | null;

  @Field(() => Boolean, { description: "Whether this is the account's principal balance." })
  isMain!: boolean;

  @Field(() => Boolean, { description: "Whether the money is the main account's (virtual accounts)." })
  shared!: boolean;

  @Field(() => DateTime, { description: "When the provider was asked for the oldest of the amounts shown." })
  asOf!: string;
}
