import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { sourceOutcomes } from "../../accounts/provider-overview.ts";
import { words } from "../enum-words.ts";
import { PageInfo } from "../relay/page-info.ts";
import { DateTime } from "../scalars.ts";
import { Account } from "./account-type.ts";

const SourceOutcome = words(sourceOutcomes);
registerEnumType(SourceOutcome, {
  name: "SourceOutcome",
  description: "What a provider contributes to a list.",
  valuesConfig: {
    OK: { description: "All its accounts are here, and it answers." },
    IMPORTING: { description: "Its accounts are being read for the first time: some are missing yet." },
    INCOMPLETE: {
      description: "All that it lists was read, but some rows made no sense, or it counts more accounts than it lists.",
    },
    UNAVAILABLE: { description: "It does not answer now: its accounts are as of the last time it did." },
  },
});

@ObjectType({ simpleResolvers: true, description: "Why a provider contributes less than it should." })
export class SourceError {
  @Field(() => String, { description: "The error code, such as `PROVIDER_UNREACHABLE`." })
  code!: string;

  @Field(() => String, { description: "The same in words." })
  message!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "What one provider contributes to a list, and how far that can be trusted.",
})
export class Source {
  @Field(() => String, { description: "The provider's name." })
  provider!: string;

  @Field(() => SourceOutcome, { description: "Whether all its accounts are here and it answers now." })
  outcome!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "Every account that it had at this moment is here; null before its first complete import.",
  })
  asOf!: string | null;

  @Field(() => Boolean, { description: "Whether all accounts that it had at `asOf` are here." })
  complete!: boolean;

  @Field(() => SourceError, { nullable: true, description: "What is wrong, if anything is." })
  error!: SourceError | null;
}

@ObjectType({ simpleResolvers: true, description: "An account in a list." })
export class AccountEdge {
  @Field(() => String, {
    description: "The account's place in this list: for `after` and `before` with the same filter and ordering.",
  })
  cursor!: string;

  @Field(() => Account, { description: "The account." })
  node!: Account;
}

/** Fields that cost something are functions: they run only when they are selected. */
@ObjectType({ simpleResolvers: true, description: "A page of a list of accounts." })
export class AccountConnection {
  @Field(() => [AccountEdge], { description: "The accounts with their cursors." })
  edges!: readonly AccountEdge[];

  @Field(() => PageInfo, { description: "Where this page stands in the list." })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: "How many accounts the whole list has; beyond 10,000 an estimate." })
  totalCount!: () => Promise<number>;

  @Field(() => Boolean, { description: "Whether `totalCount` was counted one by one." })
  totalCountIsExact!: () => Promise<boolean>;

  @Field(() => String, {
    description:
      "Where to start following events so that nothing falls between this page and them: the log's end before the page was read.",
  })
  eventCursor!: string;

  @Field(() => [Source], { description: "What each provider contributes to this list." })
  sources!: () => Promise<readonly Source[]>;
}
