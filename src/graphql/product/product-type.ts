import { Field, Int, ObjectType } from "type-graphql";
import type * as domain from "../../domain/account.ts";
import { HolderType, ProductKind } from "../account/account-enums.ts";
import { PageInfo } from "../relay/page-info.ts";

@ObjectType({ simpleResolvers: true, description: "A profile of users that may hold a product (Revsto)." })
export class ProductProfile {
  @Field(() => String, { description: "The provider's id of it." })
  id!: string;

  @Field(() => String, { nullable: true, description: "Its name." })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The provider's word for what such users are, such as `Company`.",
  })
  role!: string | null;

  @Field(() => HolderType, { nullable: true, description: "What that makes the holder of an account." })
  holderType!: domain.HolderType | null;
}

@ObjectType({ simpleResolvers: true, description: "What an account can be opened under." })
export class Product {
  @Field(() => ProductKind, { description: "What the provider calls it." })
  kind!: domain.ProductKind;

  @Field(() => String, { description: "Its code or id at the provider." })
  code!: string;

  @Field(() => String, { nullable: true, description: "Its name." })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's word for its type, such as `CURRENT`." })
  type!: string | null;

  @Field(() => [String], { description: "The currencies of its accounts." })
  currencies!: readonly string[];

  @Field(() => [ProductProfile], { description: "Which users may hold it; empty where the provider has no such rule." })
  profiles!: readonly ProductProfile[];
}

@ObjectType({ simpleResolvers: true, description: "A product in a list." })
export class ProductEdge {
  @Field(() => String, { description: "The product's place in this list." })
  cursor!: string;

  @Field(() => Product, { description: "The product." })
  node!: Product;
}

@ObjectType({ simpleResolvers: true, description: "A page of a provider's products." })
export class ProductConnection {
  @Field(() => [ProductEdge], { description: "The products with their cursors." })
  edges!: readonly ProductEdge[];

  @Field(() => PageInfo, { description: "Where this page stands in the list." })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: "How many products there are." })
  totalCount!: number;
}
