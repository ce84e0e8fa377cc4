import { Field, ObjectType } from "type-graphql";
import type * as domain from "../../domain/account.ts";
import { ProvisioningState } from "./account-enums.ts";

@ObjectType({ simpleResolvers: true, description: "One more word of the provider about an error." })
export class ErrorAttribute {
  @Field(() => String, { description: "What it is about, often a field's name." })
  key!: string;

  @Field(() => String, { description: "What is said of it." })
  value!: string;
}

@ObjectType({ simpleResolvers: true, description: "Why an account could not be set up, in the provider's words." })
export class ProvisioningError {
  @Field(() => String, { nullable: true, description: "`functional` or `technical`." })
  category!: string | null;

  @Field(() => String, { nullable: true, description: "`customer`, `platform` or `provider`." })
  origin!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's code." })
  code!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's message." })
  message!: string | null;

  @Field(() => [ErrorAttribute], { description: "Details, such as which field was refused and why." })
  attributes!: readonly ErrorAttribute[];
}

@ObjectType({ simpleResolvers: true, description: "How far the provider is with setting the account up." })
export class Provisioning {
  @Field(() => ProvisioningState, { description: "How far it is." })
  state!: domain.ProvisioningState;

  @Field(() => String, { nullable: true, description: "`built-in` or `plug-in` (Integrated Finance)." })
  method!: string | null;

  @Field(() => String, { nullable: true, description: "The institution behind the account, such as `railsbank`." })
  serviceProvider!: string | null;

  @Field(() => String, { nullable: true, description: "The account's reference at that institution." })
  reference!: string | null;

  @Field(() => ProvisioningError, { nullable: true, description: "What went wrong, if anything did." })
  error!: ProvisioningError | null;
}
