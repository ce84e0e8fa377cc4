import type { Socket } from "node:net";
import helmet from "@fastify/helmet";
import { type FastifyBaseLogger, type FastifyError, type FastifyInstance, fastify, LogController } from "fastify";
import { GatewayError } from "../domain/errors.ts";
import { StartError } from "../domain/start-error.ts";
import { gatewayErrorBody } from "../graphql/format-error.ts";
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
    // What still arrives on open connections while the server closes is answered like anything before.
    return503OnClosing: false,
    clientErrorHandler: refuseUnreadable,
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

/** What is not even HTTP is told so in the same shape as everything else, as far as the connection allows. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const tooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const body = JSON.stringify({
    errors: [
      tooLarge
        ? gatewayErrorBody(new GatewayError("PAYLOAD_TOO_LARGE", "The headers are too large."))
        : gatewayErrorBody(new GatewayError("BAD_REQUEST", "The request could not be read.")),
    ],
  });
  const status = tooLarge ? "431 Request Header Fields Too Large" : "400 Bad Request";
  const head = `content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}`;
  socket.end(`HTTP/1.1 ${status}\r\n${head}\r\nconnection: close\r\n\r\n${body}`);
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

/** Lets requests under way end, but waits no longer than that for clients that never finish theirs. */
export async function closeHttpServer(server: FastifyInstance, graceMs = 2_000): Promise<void> {
  const cutOff = setTimeout(() => server.server.closeAllConnections(), graceMs);
  try {
    await server.close();
  } finally {
    clearTimeout(cutOff);
  }
}
