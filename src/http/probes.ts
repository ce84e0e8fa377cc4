import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";

/** `GET /health/live` (the process answers), `GET /health/ready` (its database does too), `GET /metrics` (Prometheus). */
export function registerProbes(
  server: FastifyInstance,
  parts: { ready: () => Promise<void>; metrics: Registry },
): void {
  server.get("/health/live", () => ({ status: "live" }));
  server.get("/health/ready", async (request, reply) => {
    try {
      await parts.ready();
      return { status: "ready" };
    } catch (error) {
      request.log.error({ err: error }, "not ready");
      return reply.code(503).send({ status: "not ready" });
    }
  });
  server.get("/metrics", async (_, reply) => {
    reply.header("content-type", parts.metrics.contentType);
    return parts.metrics.metrics();
  });
}
