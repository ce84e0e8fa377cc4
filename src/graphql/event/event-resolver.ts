import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { requireScope } from "../../auth/access.ts";
import { Account } from "../account/account-type.ts";
import { findAccount } from "../account/find-account.ts";
import type { GatewayContext } from "../context.ts";
import { PageArguments } from "../relay/page-arguments.ts";
import { AccountEventsArguments } from "./event-filter.ts";
import { eventPage } from "./event-page.ts";
import { AccountEvent, AccountEventConnection } from "./event-type.ts";
import { eventCursor } from "./event-view.ts";
import { historyPage } from "./history-page.ts";

@Resolver(() => Account)
export class AccountHistoryResolver {
  @FieldResolver(() => AccountEventConnection, {
    description:
      "Everything that the gateway saw happen to the account, the newest first. Customers see what happened since it came to its owner.",
  })
  async history(
    @Root() { reading }: Account,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() context: GatewayContext,
  ): Promise<AccountEventConnection> {
    return historyPage(context, reading.snapshot, args);
  }
}

@Resolver(() => AccountEvent)
export class AccountEventResolver {
  @Query(() => String, {
    description: "The place of the last event so far: following from here, nothing that happens later is missed.",
  })
  async eventCursor(@Ctx() { principal, events, cursors }: GatewayContext): Promise<string> {
    requireScope(principal, "accounts:read");
    return eventCursor(cursors, await events.head());
  }

  @Query(() => AccountEventConnection, {
    description:
      "Everything that happened to accounts, the newest first, for the back office. Needs the scope accounts:all. Its cursors are places to follow from, too.",
  })
  async accountEvents(
    @Args(() => AccountEventsArguments) args: AccountEventsArguments,
    @Ctx() context: GatewayContext,
  ): Promise<AccountEventConnection> {
    return eventPage(context, args);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The account as it is known now; null when you may not see it any more.",
  })
  async account(@Root() { ref }: AccountEvent, @Ctx() context: GatewayContext): Promise<Account | null> {
    return findAccount(context, ref, null);
  }
}
