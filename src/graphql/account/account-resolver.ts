import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from "type-graphql";
import { requireScope } from "../../auth/access.ts";
import { parseJson } from "../../domain/json.ts";
import type { GatewayContext } from "../context.ts";
import { parseAccountId } from "../relay/node.ts";
import { PageArguments } from "../relay/page-arguments.ts";
import { JSONObject } from "../scalars.ts";
import { AccountsArguments, checkedMaxAge, FreshnessArguments } from "./account-arguments.ts";
import { AccountConnection } from "./account-connection.ts";
import { accountPage, directoryPage } from "./account-page.ts";
import { Account } from "./account-type.ts";
import { Balance } from "./balance-types.ts";
import { checkedIban, directoryFilter } from "./directory-filter.ts";
import { findAccount, findAccounts, onlyOne } from "./find-account.ts";

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => Account, { nullable: true, description: "One account; null when there is none that you may see." })
  async account(
    // In the schema the last parameter comes first.
    @Args(() => FreshnessArguments) freshness: FreshnessArguments,
    @Arg("id", () => ID, { description: "The account's global id." }) id: string,
    @Ctx() context: GatewayContext,
  ): Promise<Account | null> {
    requireScope(context.principal, "accounts:read");
    return findAccount(context, parseAccountId(id), checkedMaxAge(freshness));
  }

  @Query(() => AccountConnection, {
    description:
      "The accounts that you may see, of all providers in one list, from the gateway's directory. Any page costs the same.",
  })
  async accounts(
    @Args(() => AccountsArguments) args: AccountsArguments,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AccountConnection> {
    requireScope(context.principal, "accounts:read");
    return accountPage(context, args, info);
  }

  @FieldResolver(() => [Balance], {
    nullable: true,
    description:
      "Its balances; null where the provider has none at all (capability BALANCES). Amounts older than `maxAge` are not shown: one that the provider leaves out now is null, and when it tells none the field is null with an error.",
  })
  async balances(
    @Root() { reading }: Account,
    @Args(() => FreshnessArguments) args: FreshnessArguments,
    @Ctx() { accounts }: GatewayContext,
  ): Promise<readonly Balance[] | null> {
    return accounts.readBalances(reading.snapshot, checkedMaxAge(args));
  }

  @Query(() => [Account], {
    description:
      "The accounts that have this IBAN, theirs or a balance's: usually one, at most 100. None when you may see none.",
  })
  async accountsByIban(
    @Args(() => FreshnessArguments) freshness: FreshnessArguments,
    @Arg("iban", () => String, { description: "With or without blanks, in either case." }) iban: string,
    @Ctx() context: GatewayContext,
  ): Promise<readonly Account[]> {
    requireScope(context.principal, "accounts:read");
    return findAccounts(context, { ibans: [checkedIban(iban)] }, checkedMaxAge(freshness));
  }

  @Query(() => Account, {
    nullable: true,
    description: "The account with your own id; null when there is none that you may see.",
  })
  async accountByClientAccountId(
    @Args(() => FreshnessArguments) freshness: FreshnessArguments,
    @Arg("provider", () => String, {
      nullable: true,
      description: "Which provider has it: needed when several have an account with this id.",
    })
    provider: string | null | undefined,
    @Arg("clientAccountId", () => String, { description: "Your own id of the account." }) clientAccountId: string,
    @Ctx() context: GatewayContext,
  ): Promise<Account | null> {
    requireScope(context.principal, "accounts:read");
    const filter = directoryFilter(
      { clientAccountIds: [clientAccountId], providers: provider == null ? null : [provider] },
      null,
      context.providers.names,
    );
    return onlyOne(await findAccounts(context, filter, checkedMaxAge(freshness)));
  }

  @FieldResolver(() => AccountConnection, {
    description: "The sub and virtual accounts below this one that you may see, oldest first.",
  })
  async subAccounts(
    @Root() { reading }: Account,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AccountConnection> {
    const { ref } = reading.snapshot;
    const list = {
      filter: { mainAccounts: [ref], providers: [ref.provider] },
      order: { field: "CREATED_AT", direction: "ASC" },
    } as const;
    return directoryPage(context, list, args, info);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The account above a sub or virtual account, where it is known and you may see it.",
  })
  async mainAccount(@Root() { reading }: Account, @Ctx() context: GatewayContext): Promise<Account | null> {
    const { facts, ref } = reading.snapshot;
    if (facts.mainAccountId === null) return null;
    return findAccount(context, { provider: ref.provider, id: facts.mainAccountId }, null);
  }

  @FieldResolver(() => JSONObject, {
    nullable: true,
    description: "The account exactly as the provider last wrote it. Needs the scope accounts:raw.",
  })
  raw(@Root() { reading }: Account, @Ctx() { principal }: GatewayContext): unknown {
    requireScope(principal, "accounts:raw");
    return parseJson(reading.snapshot.raw);
  }
}
