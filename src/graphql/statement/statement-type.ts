import { ArgsType, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import type * as domain from "../../domain/statement.ts";
import { Money } from "../account/balance-types.ts";
import { words } from "../enum-words.ts";
import { PageArguments } from "../relay/page-arguments.ts";
import { PageInfo } from "../relay/page-info.ts";
import { DateTime } from "../scalars.ts";

const StatementDirection = words(["DEBIT", "CREDIT"]);
registerEnumType(StatementDirection, {
  name: "StatementDirection",
  description: "Which way the money went.",
  valuesConfig: { DEBIT: { description: "Out of the account." }, CREDIT: { description: "Into the account." } },
});

@ObjectType({
  simpleResolvers: true,
  description: "One movement on an account. Null means that the provider does not tell.",
})
export class StatementEntry {
  @Field(() => String, {
    nullable: true,
    description: "The provider's number of the transaction; a transfer and its fee share one.",
  })
  transactionNumber!: string | null;

  @Field(() => DateTime, { description: "When it was booked." })
  bookedAt!: string;

  @Field(() => StatementDirection, { nullable: true, description: "In or out." })
  direction!: domain.StatementEntry["direction"];

  @Field(() => Money, { description: "How much; never negative." })
  amount!: Money;

  @Field(() => Money, { nullable: true, description: "The account's balance after it." })
  balance!: Money | null;

  @Field(() => String, { nullable: true, description: "The provider's word for it, such as `incoming-transfer`." })
  transactionType!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's word for this part of it, such as `fee`." })
  entryType!: string | null;

  @Field(() => String, { nullable: true, description: "The text on the statement." })
  narrative!: string | null;

  @Field(() => String, { nullable: true, description: "The payer's or payee's reference." })
  reference!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "An entry in a statement." })
export class StatementEdge {
  @Field(() => String, { description: "The entry's place in this statement." })
  cursor!: string;

  @Field(() => StatementEntry, { description: "The entry." })
  node!: StatementEntry;
}

@ObjectType({ simpleResolvers: true, description: "A page of an account's statement." })
export class StatementConnection {
  @Field(() => [StatementEdge], { description: "The entries with their cursors." })
  edges!: readonly StatementEdge[];

  @Field(() => PageInfo, { description: "Where this page stands in the statement." })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: "How many entries the whole statement has." })
  totalCount!: number;
}

@ArgsType()
export class StatementArguments extends PageArguments {
  @Field(() => DateTime, {
    nullable: true,
    description: "The first moment. Absent: the beginning of `to`'s month, or of the current one.",
  })
  from?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "The last moment. Absent: the end of `from`'s month, or of the current one.",
  })
  to?: Date | null;
}
