import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GatewayContext } from "./context.ts";
import { createErrorFormatter, type ReportUnexpected } from "./format-error.ts";
import { limitRules, parseOptions } from "./limits.ts";
import type { ProviderTarget } from "./mutation/provider-target.ts";
import { buildGatewaySchema } from "./schema.ts";
import { subscriptionGate } from "./streams/subscription-gate.ts";

/** The GraphQL engine, started: every operation passes here, whatever carried it. */
export async function createGraphQLServer(
  targets: readonly ProviderTarget[],
  report: ReportUnexpected,
  plugins: ApolloServerPlugin<GatewayContext>[] = [],
): Promise<ApolloServer<GatewayContext>> {
  const server = new ApolloServer<GatewayContext>({
    schema: await buildGatewaySchema(targets),
    // Callers are authenticated before they get here: to them the schema is no secret, it is the documentation.
    introspection: true,
    parseOptions,
    validationRules: limitRules,
    formatError: createErrorFormatter(report),
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [
      // The first of these alone would wrap every field in a resolver of its own.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      subscriptionGate,
      ...plugins,
    ],
  });
  await server.start();
  return server;
}
