import { ArgsType, Field, Int } from "type-graphql";
import { GatewayError } from "../../domain/errors.ts";

export const largestPage = 100;

/** The four arguments of every Relay connection here. Exactly one of `first` and `last`, 1 to 100. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: "How many from the start of the list (or after `after`): 1 to 100. Give either `first` or `last`.",
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Only what comes after this cursor." })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many from the end of the list (or before `before`): 1 to 100. Give either `first` or `last`.",
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: "Only what comes before this cursor." })
  before?: string | null;
}

/** Which end of the list to take from, and how many; throws INVALID_PAGE_SIZE. */
export function pageSize({ first, last }: PageArguments): { from: "start" | "end"; limit: number } {
  const [from, limit] = typeof first === "number" ? (["start", first] as const) : (["end", last] as const);
  if (typeof limit !== "number" || (typeof first === "number" && typeof last === "number")) {
    throw new GatewayError("INVALID_PAGE_SIZE", "Give either `first` or `last`.");
  }
  if (limit < 1 || limit > largestPage) {
    throw new GatewayError(
      "INVALID_PAGE_SIZE",
      `\`${from === "start" ? "first" : "last"}\` must be 1 to ${largestPage}.`,
    );
  }
  return { from, limit };
}
