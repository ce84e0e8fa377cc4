import { Field, ID, InputType } from "type-graphql";

/** What every mutation takes. */
@InputType()
export abstract class KeyedInput {
  @Field(() => String, {
    description:
      "1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes.",
  })
  idempotencyKey!: string;
}

/** What every change of one account takes. */
@InputType()
export abstract class AccountChangeInput extends KeyedInput {
  @Field(() => ID, { description: "The account's global id." })
  accountId!: string;
}

@InputType({ description: "A routing code under the provider's own scheme word." })
export class RoutingCodeInput {
  @Field(() => String, { description: "The scheme, such as `sort-code`." })
  scheme!: string;

  @Field(() => String, { description: "The code." })
  value!: string;
}
