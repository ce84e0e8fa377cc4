import { ArgsType, Field, ID, InputType } from "type-graphql";
import type { AccountStatus as Status } from "../../domain/account.ts";
import type * as domain from "../../domain/account-event.ts";
import { GatewayError } from "../../domain/errors.ts";
import type * as filters from "../../domain/event-filter.ts";
import type { Viewer } from "../../domain/viewer.ts";
import { AccountStatus } from "../account/account-enums.ts";
import { parseAccountId } from "../relay/node.ts";
import { PageArguments } from "../relay/page-arguments.ts";
import { AccountEventType } from "./event-type.ts";

@InputType({
  description:
    "Which events are shown. Fields are combined with AND, the values of one field with OR: at most 100 values each; an empty list matches nothing.",
})
export class AccountEventFilter {
  @Field(() => [ID], { nullable: true, description: "Global ids of accounts." })
  ids?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Names of configured providers." })
  providers?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Your customer: the accounts that are linked to it. A customer may ask for itself only.",
  })
  customer?: string | null;

  @Field(() => [AccountEventType], { nullable: true, description: "What happened." })
  types?: domain.AccountEventType[] | null;

  @Field(() => [AccountStatus], { nullable: true, description: "The status after the event." })
  newStatus?: Status[] | null;
}

@ArgsType()
export class AccountEventsArguments extends PageArguments {
  @Field(() => AccountEventFilter, { nullable: true, description: "Absent: all events." })
  filter?: AccountEventFilter | null;
}

@ArgsType()
export class FollowArguments {
  @Field(() => AccountEventFilter, { nullable: true, description: "Absent: all events that you may see." })
  filter?: AccountEventFilter | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where you have come to: the cursor of an event or a bookmark, or the `eventCursor` of a list. What happened since is told first. Absent: from now on.",
  })
  after?: string | null;
}

const most = { values: 100, letters: 256 };

/** A client's filter in the log's words; throws BAD_USER_INPUT, INVALID_ID and UNKNOWN_PROVIDER. */
export function eventFilter(
  { ids, providers, customer, types, newStatus }: AccountEventFilter,
  viewer: Viewer,
  configured: readonly string[],
): filters.AccountEventFilter {
  for (const [name, values] of Object.entries({ ids, providers, types, newStatus })) {
    if (values != null && values.length > most.values)
      throw new GatewayError("BAD_USER_INPUT", `\`${name}\` takes at most ${most.values} values.`);
  }
  if (providers?.some((name) => !configured.includes(name))) {
    throw new GatewayError(
      "UNKNOWN_PROVIDER",
      `There is no such provider here; configured are ${configured.join(", ")}.`,
    );
  }
  if (customer != null && customer.length > most.letters) {
    throw new GatewayError("BAD_USER_INPUT", `\`customer\` takes a text of at most ${most.letters} characters.`);
  }
  const accounts = ids?.map(parseAccountId);
  const filter = {
    ...(accounts != null && { accounts }),
    ...(providers != null && { providers }),
    ...(types != null && { types }),
    ...(newStatus != null && { newStatuses: newStatus }),
  };
  if (customer == null) return filter;
  // A customer must not learn who else its accounts are linked to.
  const isOther = viewer.sees === "linked" && viewer.customerId !== customer;
  return isOther ? { ...filter, accounts: [] } : { ...filter, customer };
}
