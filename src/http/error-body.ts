import type { FastifyError, FastifyReply } from "fastify";
import { errorTable, GatewayError } from "../domain/errors.ts";
import { gatewayErrorBody } from "../graphql/format-error.ts";

/** Answers a whole request with one error, in the shape that GraphQL clients read. */
export function sendError(reply: FastifyReply, error: GatewayError): FastifyReply {
  if (error.code === "UNAUTHENTICATED") reply.header("www-authenticate", "Bearer");
  return reply.code(errorTable[error.code].http).send({ errors: [gatewayErrorBody(error)] });
}

/** What went wrong before a request reached any handler of ours, as an error of the table. */
export function transportError(error: FastifyError): GatewayError {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new GatewayError("PAYLOAD_TOO_LARGE", "The request is too large.");
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new GatewayError("UNSUPPORTED_MEDIA_TYPE", "Send the operation as `Content-Type: application/json`.");
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new GatewayError("BAD_REQUEST", "The body is not valid JSON.");
    default:
      return error.statusCode !== undefined && error.statusCode < 500
        ? new GatewayError("BAD_REQUEST", "The request could not be read.")
        : new GatewayError("INTERNAL_ERROR", "Something went wrong in the gateway.", {}, error);
  }
}
