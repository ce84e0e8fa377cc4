import type { GraphQLError, GraphQLFormattedError } from "graphql";
import type { ErrorFormatter } from "../format-error.ts";

/** What graphql itself answered with, as Apollo Server shows it; `code` for those that have none. */
export function formatAll(
  errors: readonly GraphQLError[],
  format: ErrorFormatter,
  code = "INTERNAL_SERVER_ERROR",
): readonly GraphQLFormattedError[] {
  return errors.map((error) => {
    const shown = error.toJSON();
    return format({ ...shown, extensions: { code, ...shown.extensions } }, error);
  });
}
