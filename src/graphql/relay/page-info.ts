import { Field, ObjectType } from "type-graphql";

@ObjectType({ simpleResolvers: true, description: "Where a page stands in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether the list goes on after `endCursor`." })
  hasNextPage!: boolean | (() => Promise<boolean>);

  @Field(() => Boolean, { description: "Whether the list has anything before `startCursor`." })
  hasPreviousPage!: boolean | (() => Promise<boolean>);

  @Field(() => String, { nullable: true, description: "The cursor of the first edge; null on an empty page." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "The cursor of the last edge; null on an empty page." })
  endCursor!: string | null;
}
