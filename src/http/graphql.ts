import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance } from "fastify";
import type { Principal } from "../auth/principal.ts";
import type { VerifyToken } from "../auth/verify-token.ts";
import { GatewayError } from "../domain/errors.ts";
import type { GatewayContext } from "../graphql/context.ts";
import { sendError } from "./error-body.ts";
import type { PlaygroundPage } from "./playground.ts";

const largestBody = 100 * 1024;

declare module "fastify" {
  interface FastifyRequest {
    principal: Principal | null;
  }
}

export interface GraphQLRoute {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly verifyToken: VerifyToken;
  readonly createContext: (principal: Principal, signal: AbortSignal) => GatewayContext;
  readonly playground: PlaygroundPage;
}

/** `POST /graphql`, and the playground for browsers that come with GET. The token is checked before a byte of the body is read; a caller who goes away ends its upstream calls. */
export function registerGraphQL(server: FastifyInstance, route: GraphQLRoute): void {
  const { apollo, verifyToken, createContext, playground } = route;
  server.decorateRequest("principal", null);
  server.post("/graphql", {
    bodyLimit: largestBody,
    onRequest: async (request) => {
      request.principal = await verifyToken(request.headers.authorization);
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => {
        if (request.principal === null) throw new GatewayError("UNAUTHENTICATED", "Send a token.");
        const gone = new AbortController();
        reply.raw.once("close", () => {
          if (!reply.raw.writableFinished) gone.abort(new GatewayError("CANCELLED", "The caller went away."));
        });
        return createContext(request.principal, gone.signal);
      },
    }),
  });
  server.route({
    method: ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"],
    url: "/graphql",
    handler: (request, reply) => {
      if (playground.isAskedFor(request)) return playground.send(reply);
      reply.header("allow", "POST");
      return sendError(reply, new GatewayError("METHOD_NOT_ALLOWED", "Send operations with POST."));
    },
  });
}
