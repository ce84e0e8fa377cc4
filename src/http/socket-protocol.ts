import { type ExecutionArgs, type ExecutionResult, GraphQLError, type GraphQLFormattedError, parse } from "graphql";
import { CloseCode, makeServer } from "graphql-ws";
import type { WebSocket } from "ws";
import { GatewayError } from "../domain/errors.ts";
import { gatewayErrorBody } from "../graphql/format-error.ts";
import type { OperationRequest } from "../graphql/streams/operations.ts";
import { StreamFailed } from "../graphql/streams/result-stream.ts";
import { createSocketSession, type SocketSession } from "./socket-session.ts";
import type { WebSocketRoute } from "./websocket.ts";

const initWithinMs = 3_000;
const operationsAtOnce = 30;
/** A client that may try again later, with the same token. */
const tryAgainLater = 1013;

/** Speaks `graphql-transport-ws` on a socket that was just opened. */
export function createSocketProtocol({
  operations,
  verifyToken,
  streams,
}: WebSocketRoute): (socket: WebSocket) => void {
  const protocol = makeServer<{ authorization?: unknown }, { session: SocketSession }>({
    connectionInitWaitTimeout: initWithinMs,
    async onConnect({ connectionParams, extra: { session } }) {
      const told = connectionParams?.authorization;
      const authorization = typeof told === "string" ? told : "";
      try {
        session.accept(await verifyToken(authorization), authorization, streams);
        return true;
      } catch (error) {
        session.close(...closeFor(error));
        return false;
      }
    },
    async onSubscribe({ subscriptions, extra: { session } }, id, payload) {
      if (Object.keys(subscriptions).length > operationsAtOnce) return [shown(gatewayErrorBody(tooManyOperations))];
      const outcome = await operations.run(payload as OperationRequest, session.requester());
      if ("stream" in outcome) return executed(session.carry(id, outcome.stream));
      const { errors, ...answer } = outcome.answer;
      if (errors === undefined) return executed(answer);
      // What did not even begin is an error of the whole operation.
      const told = errors.map(shown);
      return answer.data === undefined ? told : executed({ ...answer, errors: told });
    },
    onError: (_, __, ___, errors) => errors.flatMap(shownToClients),
    execute: ({ contextValue }) => contextValue as ExecutionResult,
  });

  return (socket) => {
    const session = createSocketSession(socket);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => session.send(text),
        close: (code = CloseCode.InternalServerError, reason = "") => session.close(code, reason),
        onMessage: (told) =>
          socket.on("message", (data) => {
            told(String(data)).catch(() => session.close(CloseCode.InternalServerError, "Internal server error"));
          }),
      },
      { session },
    );
    socket.once("close", (code, reason) => {
      session.closed();
      void Promise.resolve(closed(code, String(reason))).catch(() => {});
    });
  };
}

const anyDocument = parse("{ __typename }");

/** What has run already, in the shape in which the library takes what it shall run. */
function executed(result: ExecutionResult | AsyncIterable<never>): ExecutionArgs {
  return { document: anyDocument, contextValue: result, rootValue: null } as unknown as ExecutionArgs;
}

const tooManyOperations = new GatewayError(
  "TOO_MANY_STREAMS",
  `At most ${operationsAtOnce} operations run on one connection at a time.`,
);

function closeFor(error: unknown): [code: number, reason: string] {
  if (!(error instanceof GatewayError)) return [CloseCode.InternalServerError, "Internal server error"];
  // 4403 makes clients ask for a new token and come back.
  return [error.code === "UNAUTHENTICATED" ? CloseCode.Forbidden : tryAgainLater, error.message];
}

function shownToClients(error: GraphQLError): readonly GraphQLFormattedError[] {
  if (error.originalError === undefined) return [error.toJSON()];
  if (error.originalError instanceof StreamFailed) return error.originalError.errors;
  return [gatewayErrorBody(new GatewayError("INTERNAL_ERROR", "Something went wrong in the gateway. Try again."))];
}

/** The library wants errors of graphql's class; what it sends is what they write of themselves. */
function shown(formatted: GraphQLFormattedError): GraphQLError {
  return Object.assign(new GraphQLError(formatted.message), { toJSON: () => formatted });
}
