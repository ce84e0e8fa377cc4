import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { GraphQLError, type ValidationContext, type ValidationRule } from "graphql";

/** What one operation may be, at most. Page sizes and upstream calls have limits of their own. */
const operationLimits = { depth: 12, aliases: 30, tokens: 2_000 };

export const parseOptions = { maxTokens: operationLimits.tokens };

export const limitRules: ValidationRule[] = [
  maxDepthRule({
    n: operationLimits.depth,
    flattenFragments: true,
    ...refuseWith(`The operation is nested more than ${operationLimits.depth} levels deep.`),
  }),
  maxAliasesRule({
    n: operationLimits.aliases,
    ...refuseWith(`The operation has more than ${operationLimits.aliases} aliases.`),
  }),
];

/** As delivered, the rules throw out of the validation and call the query a syntax error: we report like any other rule. */
function refuseWith(message: string) {
  return {
    propagateOnRejection: false,
    onReject: [(context: ValidationContext | null) => context?.reportError(new GraphQLError(message))],
  };
}
