import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import type * as domain from "../../domain/account.ts";
import type { GatewayContext } from "../context.ts";
import { HolderType } from "./account-enums.ts";
import { ProviderOwner } from "./holder-types.ts";

@ObjectType({ simpleResolvers: true, description: "One thing that the provider has on record of an owner." })
export class OwnerIdentityField {
  @Field(() => String, { description: "What it is, in the provider's words, such as `birthDate` or `address.city`." })
  name!: string;

  @Field(() => String, { description: "What is on record." })
  value!: string;
}

@ObjectType({ simpleResolvers: true, description: "The provider's own record of an owner." })
export class OwnerDetails {
  @Field(() => String, { nullable: true, description: "The owner's name." })
  name!: string | null;

  @Field(() => HolderType, { nullable: true, description: "Person or organisation." })
  holderType!: domain.HolderType | null;

  @Field(() => String, { nullable: true, description: "The state of the record, in the provider's word." })
  status!: string | null;

  @Field(() => [OwnerIdentityField], { description: "The identity as the provider has it." })
  identity!: readonly OwnerIdentityField[];
}

@Resolver(() => ProviderOwner)
export class OwnerResolver {
  @FieldResolver(() => OwnerDetails, {
    nullable: true,
    description:
      "The provider's record of it, asked now; null when the provider does not know it, or when you may see single accounts of the owner only. An error where the provider cannot be asked for owners (capability OWNER_DETAILS).",
  })
  async details(
    @Root() { provider, kind, id, secondaryId }: ProviderOwner,
    @Ctx() { extras, directory, viewer }: GatewayContext,
  ): Promise<OwnerDetails | null> {
    const owner = { kind, id, secondaryId };
    return (await directory.isOwnerInSight(viewer, provider, owner)) ? extras.owner(provider, owner) : null;
  }
}
