import { ArgsType, Field, InputType, Int } from "type-graphql";
import type * as domain from "../../domain/account-list.ts";
import { GatewayError } from "../../domain/errors.ts";
import { PageArguments } from "../relay/page-arguments.ts";
import { AccountOrderField, OrderDirection } from "./account-enums.ts";
import { AccountFilter } from "./account-filter.ts";

@InputType({ description: "How a list is ordered." })
export class AccountOrder {
  @Field(() => AccountOrderField, { description: "What decides the order." })
  field!: domain.AccountOrder["field"];

  @Field(() => OrderDirection, { description: "Which end comes first." })
  direction!: domain.AccountOrder["direction"];
}

@ArgsType()
export class AccountsArguments extends PageArguments {
  @Field(() => AccountFilter, { nullable: true, description: "Absent: all accounts you may see." })
  filter?: AccountFilter | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Words of holder names, aliases and labels, all of which must occur: three letters or more anywhere, fewer at the beginning of a word. Case and diacritics make no difference. At most 5 words.",
  })
  search?: string | null;

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
