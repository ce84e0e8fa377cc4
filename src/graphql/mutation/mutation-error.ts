import { Field, InterfaceType } from "type-graphql";
import type { ErrorCode } from "../../domain/errors.ts";
import type { ErrorType } from "./error-types.ts";

@InterfaceType({
  description: "Why a change was not made. What you need to go on is in the type that `__typename` names.",
  resolveType: (error: MutationError) => error.errorType,
})
export abstract class MutationError {
  /** The schema type of the value: not part of the schema. */
  errorType!: ErrorType;

  @Field(() => String, { description: "The error code, such as `INVALID_TRANSITION`: what a program decides by." })
  code!: ErrorCode;

  @Field(() => String, { description: "The same in words, for people." })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: "Where in the arguments the mistake is, such as `input`, `target`, `revsto`, `userId`; null: nowhere.",
  })
  path!: readonly string[] | null;

  @Field(() => Boolean, { description: "Whether asking again with the same key may help by itself." })
  retryable!: boolean;
}
