import { Field, ObjectType } from "type-graphql";
import type * as domain from "../../domain/account.ts";
import { HolderType, OwnerKind, ProductKind } from "./account-enums.ts";

@ObjectType({
  simpleResolvers: true,
  description: "An identification under a scheme of its own, such as a D-U-N-S number.",
})
export class OrganisationOtherIdentification {
  @Field(() => String, { nullable: true, description: "The number or text itself." })
  identification!: string | null;

  @Field(() => String, { nullable: true, description: "The scheme as a code, such as `DUNS`." })
  schemeNameCode!: string | null;

  @Field(() => String, { nullable: true, description: "The scheme in words, where it has no code." })
  schemeNameProprietary!: string | null;

  @Field(() => String, { nullable: true, description: "Who issued the identification." })
  issuer!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "How an organisation is identified." })
export class OrganisationIdentification {
  @Field(() => String, { nullable: true, description: "Legal entity identifier, as the provider writes it." })
  lei!: string | null;

  @Field(() => String, { nullable: true, description: "The organisation's own BIC." })
  bic!: string | null;

  @Field(() => OrganisationOtherIdentification, { nullable: true, description: "Any other identification." })
  other!: OrganisationOtherIdentification | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Who holds the account. Null means that the provider does not tell.",
})
export class AccountHolder {
  @Field(() => HolderType, { nullable: true, description: "Person or organisation." })
  type!: domain.HolderType | null;

  @Field(() => String, { nullable: true, description: "The holder's name as the provider has it." })
  name!: string | null;

  @Field(() => [String], { description: "Other names of the holder, used for matching payments." })
  aliases!: readonly string[];

  @Field(() => OrganisationIdentification, { nullable: true, description: "Identification of an organisation." })
  organisation!: OrganisationIdentification | null;
}

@ObjectType({ simpleResolvers: true, description: "Who the account belongs to in the provider's books." })
export class ProviderOwner {
  @Field(() => OwnerKind, { description: "What the provider calls it." })
  kind!: domain.OwnerKind;

  @Field(() => String, { description: "The provider's id of the owner." })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: "A second owner below the first: Paynetics' user below a merchant.",
  })
  secondaryId!: string | null;

  /** Whose books it stands in: not part of the schema. */
  provider!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "The product, program or institution that decides an account's terms.",
})
export class ProductRef {
  @Field(() => ProductKind, { description: "What the provider calls it." })
  kind!: domain.ProductKind;

  @Field(() => String, { description: "Its code or id at the provider." })
  code!: string;

  @Field(() => String, { nullable: true, description: "Its name, where the account tells it." })
  name!: string | null;
}
