import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import { GatewayError } from "../../domain/errors.ts";
import type { GatewayContext } from "../context.ts";
import { gatewayErrorBody } from "../format-error.ts";

/**
 * Apollo Server parses, checks and limits subscriptions like everything else, but does not run them. What has passed
 * goes to whoever carries streams; a plain request is told how to ask for one.
 */
export const subscriptionGate: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    async responseForOperation({ operation, document, schema, contextValue }) {
      if (operation?.operation !== "subscription") return null;
      const headers = new HeaderMap();
      if (contextValue.onSubscription === undefined) {
        const body = { kind: "single" as const, singleResult: { errors: [gatewayErrorBody(needsStream)] } };
        return { http: { status: 400, headers }, body };
      }
      contextValue.onSubscription(document, schema);
      return { http: { headers }, body: { kind: "single", singleResult: { data: null } } };
    },
  }),
};

const needsStream = new GatewayError(
  "BAD_REQUEST",
  "A subscription needs a stream: connect with WebSocket (`graphql-transport-ws`), or send `Accept: text/event-stream`.",
);
