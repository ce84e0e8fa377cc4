import { Field, ObjectType } from "type-graphql";
import type { AccountReading } from "../../accounts/account-loader.ts";
import type * as domain from "../../domain/account.ts";
import type { ErrorCode } from "../../domain/errors.ts";
import { Provider } from "../provider/provider-type.ts";
import { Node } from "../relay/node.ts";
import { CountryCode, DateTime } from "../scalars.ts";
import { AccountKind, AccountStatus } from "./account-enums.ts";
import { AccountHolder, ProductRef, ProviderOwner } from "./holder-types.ts";
import { Provisioning } from "./provisioning-types.ts";

@ObjectType({ simpleResolvers: true, description: "A routing code under the provider's own scheme word." })
export class RoutingCode {
  @Field(() => String, { description: "The scheme, such as `sort-code`." })
  scheme!: string;

  @Field(() => String, { description: "The code." })
  value!: string;
}

@ObjectType({ simpleResolvers: true, description: "Where money of one currency is sent to." })
export class AccountIdentifiers {
  @Field(() => String, { nullable: true, description: "The currency; null where the provider does not tell." })
  currency!: string | null;

  @Field(() => String, { nullable: true, description: "IBAN." })
  iban!: string | null;

  @Field(() => String, { nullable: true, description: "Sort code (GBP)." })
  sortCode!: string | null;

  @Field(() => String, { nullable: true, description: "Local account number." })
  accountNumber!: string | null;

  @Field(() => Boolean, { description: "Whether these are of the account's principal balance." })
  isMain!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "Why an account is older than was asked for." })
export class Staleness {
  @Field(() => String, { description: "What went wrong when the provider was asked, such as `PROVIDER_TIMEOUT`." })
  code!: ErrorCode;

  @Field(() => String, { description: "The same in words." })
  message!: string;

  @Field(() => Boolean, { description: "Whether asking again may help." })
  retryable!: boolean;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "One account at one provider. Null means unknown: the provider does not tell.",
})
export class Account extends Node {
  @Field(() => Provider, { description: "Where the account is." })
  provider!: Provider;

  @Field(() => String, { description: "The provider's own id." })
  providerAccountId!: string;

  @Field(() => String, {
    nullable: true,
    description: "Your own id of the account: given when it was opened here, or kept by the provider (Inventi).",
  })
  clientAccountId!: string | null;

  @Field(() => AccountKind, { description: "Main, sub or virtual account." })
  kind!: domain.AccountKind;

  @Field(() => AccountStatus, { description: "The status in the one vocabulary." })
  status!: domain.AccountStatus;

  @Field(() => String, { description: "The status in the provider's own word, such as `OPENED` or `blocked`." })
  providerStatus!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the gateway saw the status change; null while it has seen only one.",
  })
  statusChangedAt!: string | null;

  @Field(() => [AccountStatus], {
    description: "The statuses that you can ask this account into next, by the provider's rules.",
  })
  availableTransitions!: readonly domain.AccountStatus[];

  @Field(() => Boolean, { description: "Whether it is closed and can be opened again." })
  reopenable!: boolean;

  @Field(() => AccountHolder, { description: "Who holds the account." })
  holder!: AccountHolder;

  @Field(() => ProviderOwner, { nullable: true, description: "Who it belongs to in the provider's books." })
  owner!: ProviderOwner | null;

  @Field(() => ProductRef, {
    nullable: true,
    description: "The product, program or institution that decides its terms.",
  })
  product!: ProductRef | null;

  @Field(() => String, { nullable: true, description: "A name for the account, such as `Salary Account`." })
  label!: string | null;

  @Field(() => CountryCode, { nullable: true, description: "The account's country." })
  country!: string | null;

  @Field(() => [String], { description: "Its currencies." })
  currencies!: readonly string[];

  @Field(() => String, { nullable: true, description: "IBAN as the provider has it; null until assigned." })
  iban!: string | null;

  @Field(() => String, { nullable: true, description: "BIC of the account's bank." })
  bic!: string | null;

  @Field(() => String, { nullable: true, description: "Local account number." })
  accountNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The provider's internal number (Integrated Finance: ledger number).",
  })
  ledgerNumber!: string | null;

  @Field(() => [RoutingCode], { description: "Sort code, bank code and the like." })
  routingCodes!: readonly RoutingCode[];

  @Field(() => [AccountIdentifiers], {
    description: "IBAN, sort code and account number by currency, for accounts with several balances.",
  })
  identifiers!: readonly AccountIdentifiers[];

  @Field(() => Provisioning, { description: "How far the provider is with setting the account up." })
  provisioning!: Provisioning;

  @Field(() => DateTime, { nullable: true, description: "When the provider created it, where it tells." })
  createdAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When the provider last changed it, where it tells." })
  updatedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was last used, where the provider tells." })
  lastUsedAt!: string | null;

  @Field(() => DateTime, { description: "When the gateway first saw it." })
  firstSeenAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Since when its provider, asked for it, does not know it any more; null while it does. It is kept as last seen.",
  })
  missingSince!: string | null;

  @Field(() => DateTime, { description: "When the provider was last asked about it: how old everything here is." })
  asOf!: string;

  @Field(() => Staleness, {
    nullable: true,
    description: "Why it is older than `maxAge` asked for; null when it is not.",
  })
  staleness!: Staleness | null;

  /** What the field resolvers work on: not part of the schema. */
  reading!: AccountReading;
}
