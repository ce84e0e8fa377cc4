import helmet from "@fastify/helmet";
import { type FastifyBaseLogger, type FastifyError, type FastifyInstance, fastify, LogController } from "fastify";
import { GatewayError } from "../domain/errors.ts";
import { StartError } from "../domain/start-error.ts";
import type { HttpMetrics } from "../telemetry/http-metrics.ts";
import { sendError, transportError } from "./error-body.ts";

/** The HTTP server without its routes: limits, security headers, and one shape for all errors. */
export async function createHttpServer(log: FastifyBaseLogger, metrics: HttpMetrics): Promise<FastifyInstance> {
  const server: FastifyInstance = fastify({
    loggerInstance: log,
    // Requests are counted, not logged one by one: their addresses and headers are nobody's business.
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 30_000,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 256 },
  });
  // Only JSON: a form or plain text could be sent by any web page without asking.
  server.removeContentTypeParser("text/plain");
  await server.register(helmet);
  server.addHook("onResponse", async ({ method, routeOptions }, { statusCode, elapsedTime }) =>
    metrics.answered(method, routeOptions.url ?? "none", statusCode, elapsedTime / 1000),
  );
  server.setNotFoundHandler((_, reply) =>
    sendError(reply, new GatewayError("NOT_FOUND", "There is nothing here; the API is POST /graphql.")),
  );
  server.setErrorHandler((error: FastifyError | GatewayError, request, reply) => {
    const known = error instanceof GatewayError ? error : transportError(error);
    if (known.code === "INTERNAL_ERROR") request.log.error({ err: error }, "unexpected error");
    return sendError(reply, known);
  });
  return server;
}

/** Begins to listen (port 0: a free one) and tells the address of the API. */
export async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    const address = await server.listen({ host, port });
    return `${address}/graphql`;
  } catch (error) {
    throw new StartError(`HOST, PORT: cannot listen on ${host}:${port} (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  }
}
