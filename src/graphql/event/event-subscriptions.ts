import { Args, Resolver, Root, Subscription } from "type-graphql";
import { FollowArguments } from "./event-filter.ts";
import { AccountEvent } from "./event-type.ts";
import { followEvents } from "./followed-events.ts";

@Resolver()
export class AccountEventSubscriptions {
  @Subscription(() => AccountEvent, {
    description:
      "Every change of an account's status, as it happens and in order. With `after` first what happened since, and nothing is left out in between; RESYNC_REQUIRED when the log does not reach back so far.",
    subscribe: ({ args, context }) => followEvents(context, args as FollowArguments, "STATUS_CHANGED"),
  })
  accountStatusChanged(
    @Root() event: AccountEvent,
    @Args(() => FollowArguments) _following: FollowArguments,
  ): AccountEvent {
    return event;
  }

  @Subscription(() => AccountEvent, {
    description: "Everything that happens to accounts, as it happens and in order; `after` as above.",
    subscribe: ({ args, context }) => followEvents(context, args as FollowArguments, null),
  })
  accountEvents(@Root() event: AccountEvent, @Args(() => FollowArguments) _following: FollowArguments): AccountEvent {
    return event;
  }
}
