import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Principal } from "../auth/principal.ts";
import type { VerifyToken } from "../auth/verify-token.ts";
import { GatewayError } from "../domain/errors.ts";
import type { GatewayContext } from "../graphql/context.ts";
import type { OperationRequest } from "../graphql/streams/operations.ts";
import { sendError } from "./error-body.ts";
import { type EventStreams, sendEventStream, wantsEventStream } from "./event-stream.ts";
import type { PlaygroundPage } from "./playground.ts";

const largestBody = 100 * 1024;

declare module "fastify" {
  interface FastifyRequest {
    principal: Principal | null;
  }
}

export interface GraphQLRoute extends EventStreams {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly verifyToken: VerifyToken;
  readonly createContext: (principal: Principal, signal: AbortSignal) => GatewayContext;
  readonly playground: PlaygroundPage;
}

const noToken = new GatewayError("UNAUTHENTICATED", "Send a token.");

/** An operation in the address, as `curl -G` and browsers' EventSource send it. */
function queryOperation(query: unknown): OperationRequest {
  const { variables, ...asked } = query as Record<string, unknown>;
  try {
    return { ...asked, variables: typeof variables === "string" ? JSON.parse(variables) : {} };
  } catch {
    throw new GatewayError("BAD_REQUEST", "The variables are not valid JSON.");
  }
}

/**
 * `POST /graphql`, server-sent events there, and the playground for browsers that come with GET. The token is checked before
 * a byte of the body is read; a caller who goes away ends its upstream calls.
 */
export function registerGraphQL(server: FastifyInstance, route: GraphQLRoute): void {
  const { apollo, verifyToken, createContext, playground } = route;
  const authenticate = async (request: FastifyRequest) => {
    request.principal = await verifyToken(request.headers.authorization);
  };
  const answer = fastifyApolloHandler(apollo, {
    context: async ({ principal }, reply) => {
      if (principal === null) throw noToken;
      const gone = new AbortController();
      reply.raw.once("close", () => {
        if (!reply.raw.writableFinished) gone.abort(new GatewayError("CANCELLED", "The caller went away."));
      });
      return createContext(principal, gone.signal);
    },
  });
  const stream = (request: FastifyRequest, reply: FastifyReply, asked: OperationRequest) => {
    if (request.principal === null) throw noToken;
    return sendEventStream(route, { request, reply, principal: request.principal }, asked);
  };
  server.decorateRequest("principal", null);
  server.post("/graphql", {
    bodyLimit: largestBody,
    onRequest: authenticate,
    handler(request, reply) {
      const asked = (request.body ?? {}) as OperationRequest;
      return wantsEventStream(request.headers, asked.query)
        ? stream(request, reply, asked)
        : answer.call(server, request, reply);
    },
  });
  server.route({
    method: ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"],
    url: "/graphql",
    handler: async (request, reply) => {
      if (playground.isAskedFor(request)) return playground.send(reply);
      if (request.method === "GET" && wantsEventStream(request.headers, "")) {
        await authenticate(request);
        return stream(request, reply, queryOperation(request.query));
      }
      reply.header("allow", "POST");
      return sendError(reply, new GatewayError("METHOD_NOT_ALLOWED", "Send operations with POST."));
    },
  });
}
