import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { type ErrorCode, errorTable, GatewayError } from "../domain/errors.ts";

/** Where errors that nobody foresaw are told, for the operators. */
export type ReportUnexpected = (error: unknown) => void;

/** What a client may see of an error; `formatted` is what graphql would show. */
export type ErrorFormatter = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * The one formatter: every error leaves as a code of the table. Errors that we made keep their message, errors that
 * graphql made of the client's own request too; of all others only that they happened is shown.
 */
export function createErrorFormatter(report: ReportUnexpected): ErrorFormatter {
  return (formatted, error) => {
    const place = {
      ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
      ...(formatted.path === undefined ? {} : { path: formatted.path }),
    };
    const original = unwrapResolverError(error);
    if (original instanceof GatewayError) return { ...gatewayErrorBody(original), ...place };
    const code = original instanceof GraphQLError ? requestErrorCode(original, formatted) : null;
    if (code !== null) {
      return { message: formatted.message, ...place, extensions: { code, retryable: errorTable[code].retryable } };
    }
    report(original);
    return { ...gatewayErrorBody(unexpected), ...place };
  };
}

const unexpected = new GatewayError(
  "INTERNAL_ERROR",
  "Something went wrong in the gateway. Try again; if it lasts, tell its operators.",
);

/** `{ message, extensions: { code, retryable, provider, … } }`; the HTTP status of a provider's answer is not among them. */
export function gatewayErrorBody(error: GatewayError): { message: string; extensions: Record<string, unknown> } {
  const { httpStatus: _, ...told } = error.details;
  return { message: error.message, extensions: { code: error.code, retryable: error.retryable, ...told } };
}

/** Apollo's own words for what is wrong with a request, in the words of our table; null for anything else. */
function requestErrorCode(error: GraphQLError, shown: GraphQLFormattedError): ErrorCode | null {
  switch (shown.extensions?.code) {
    case "GRAPHQL_PARSE_FAILED":
    case "GRAPHQL_VALIDATION_FAILED":
    case "BAD_USER_INPUT":
    case "BAD_REQUEST":
    case "PERSISTED_QUERY_NOT_SUPPORTED":
      return shown.extensions.code;
    case "OPERATION_RESOLUTION_FAILURE":
      return "BAD_USER_INPUT";
    case "INTERNAL_SERVER_ERROR":
      // An argument that graphql itself refused while executing (null in a variable where none may be): it names the
      // argument's place in the document, and only Apollo adds the path. Whatever a resolver threw has its own path.
      return error.path === undefined && error.nodes !== undefined ? "BAD_USER_INPUT" : null;
    default:
      return null;
  }
}
