import { ArgsType, Field, InputType, Int } from "type-graphql";
import type * as domain from "../../domain/account.ts";
import { GatewayError } from "../../domain/errors.ts";
import { PageArguments } from "../relay/page-arguments.ts";
import { AccountOrderField, AccountStatus, HolderType, OrderDirection } from "./account-enums.ts";

@InputType({
  description: "Which accounts a list shows. Fields are combined with AND, the words of one field with OR.",
})
export class AccountFilter {
  @Field(() => [String], {
    nullable: true,
    description: "Names of configured providers; an empty list matches nothing, here and below.",
  })
  providers?: string[] | null;

  @Field(() => [AccountStatus], { nullable: true, description: "Statuses in the one vocabulary." })
  statuses?: domain.AccountStatus[] | null;

  @Field(() => [HolderType], {
    nullable: true,
    description: "Holder types; accounts whose type is unknown match none.",
  })
  holderTypes?: domain.HolderType[] | null;
}

@InputType({ description: "How a list is ordered." })
export class AccountOrder {
  @Field(() => AccountOrderField, { description: "By what." })
  field!: "CREATED_AT";

  @Field(() => OrderDirection, { description: "Which way." })
  direction!: "ASC" | "DESC";
}

@ArgsType()
export class AccountsArguments extends PageArguments {
  @Field(() => AccountFilter, { nullable: true, description: "Absent: all accounts you may see." })
  filter?: AccountFilter | null;

  @Field(() => AccountOrder, {
    defaultValue: { field: "CREATED_AT", direction: "DESC" },
    description: "Newest first unless you say otherwise.",
  })
  orderBy!: AccountOrder;
}

/** `maxAge: Int = 5`, the one knob of freshness. */
@ArgsType()
export class FreshnessArguments {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 5,
    description: "How old the answer may be, in seconds. 0: ask the provider now. Null: any age.",
  })
  maxAge!: number | null;
}

/** Throws BAD_USER_INPUT for a negative age. */
export function checkedMaxAge({ maxAge }: FreshnessArguments): number | null {
  if (maxAge !== null && maxAge < 0)
    throw new GatewayError("BAD_USER_INPUT", "`maxAge` must be 0 or more seconds, or null.");
  return maxAge;
}
