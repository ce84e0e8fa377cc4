import { Field, ID, InputType } from "type-graphql";
import type * as domain from "../../domain/account.ts";
import { DateTime, Decimal } from "../scalars.ts";
import { AccountKind, AccountStatus, HolderType, OwnerKind } from "./account-enums.ts";

@InputType({ description: "A time range; either end may be left open." })
export class TimeRange {
  @Field(() => DateTime, { nullable: true, description: "At this moment or later." })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "Before this moment." })
  to?: Date | null;
}

@InputType({ description: "A range of amounts in one currency; either end may be left open." })
export class AmountRange {
  @Field(() => String, { description: "The currency, such as `EUR`." })
  currency!: string;

  @Field(() => Decimal, { nullable: true, description: "This much or more, in major units, such as `1000.50`." })
  from?: string | null;

  @Field(() => Decimal, { nullable: true, description: "This much or less." })
  to?: string | null;
}

@InputType({ description: "An owner in a provider's books." })
export class OwnerFilter {
  @Field(() => OwnerKind, { nullable: true, description: "What the provider calls it; absent: any." })
  kind?: domain.OwnerKind | null;

  @Field(() => String, { description: "The provider's id of the owner, or of the user below a merchant." })
  id!: string;
}

@InputType({ description: "A routing code." })
export class RoutingCodeFilter {
  @Field(() => String, { nullable: true, description: "The scheme, such as `sort-code`; absent: any." })
  scheme?: string | null;

  @Field(() => String, { description: "The code." })
  value!: string;
}

@InputType({
  description:
    "Which accounts a list shows. Fields are combined with AND, the values of one field with OR: at most 100 values each; an empty list matches nothing.",
})
export class AccountFilter {
  @Field(() => [String], { nullable: true, description: "Names of configured providers." })
  providers?: string[] | null;

  @Field(() => [AccountKind], { nullable: true, description: "Main, sub or virtual accounts." })
  kinds?: domain.AccountKind[] | null;

  @Field(() => [AccountStatus], { nullable: true, description: "Statuses in the one vocabulary." })
  statuses?: domain.AccountStatus[] | null;

  @Field(() => [HolderType], {
    nullable: true,
    description: "Holder types; accounts whose type is unknown match none.",
  })
  holderTypes?: domain.HolderType[] | null;

  @Field(() => [String], { nullable: true, description: "Any of an account's currencies, such as `EUR`." })
  currencies?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Countries as the provider writes them, such as `GB`." })
  countries?: string[] | null;

  @Field(() => [OwnerFilter], { nullable: true, description: "Owners in the providers' books." })
  owners?: OwnerFilter[] | null;

  @Field(() => [String], { nullable: true, description: "Codes of programs, products or institutions." })
  products?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Institutions behind the accounts, such as `railsbank` (Integrated Finance).",
  })
  serviceProviders?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Your customers: the accounts that are linked to them. A customer may ask for itself only.",
  })
  customers?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Whole labels; case and diacritics make no difference." })
  labels?: string[] | null;

  @Field(() => [String], { nullable: true, description: "IBANs, with or without blanks, in either case." })
  ibans?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Local account numbers." })
  accountNumbers?: string[] | null;

  @Field(() => [String], { nullable: true, description: "The providers' internal numbers." })
  ledgerNumbers?: string[] | null;

  @Field(() => [RoutingCodeFilter], { nullable: true, description: "Sort codes, bank codes and the like." })
  routingCodes?: RoutingCodeFilter[] | null;

  @Field(() => [String], { nullable: true, description: "Your own ids of the accounts." })
  clientAccountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Global ids: the sub and virtual accounts of these." })
  mainAccounts?: string[] | null;

  @Field(() => TimeRange, {
    nullable: true,
    description: "When the provider created them; where it does not tell, when the gateway first saw them.",
  })
  createdAt?: TimeRange | null;

  @Field(() => TimeRange, { nullable: true, description: "When the gateway saw their status change." })
  statusChangedAt?: TimeRange | null;

  @Field(() => AmountRange, {
    nullable: true,
    description: "Of the last known available balance, however old; select `balances(maxAge: null)` for its age.",
  })
  availableBalance?: AmountRange | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: only accounts that their provider does not know any more; false: only the others.",
  })
  missing?: boolean | null;
}
