import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";

/** Probes give up after a few seconds themselves; ours is told what is wrong before that. */
const readyWithinMs = 2_000;

/**
 * `GET /health/live` (the process answers), `GET /health/ready` (its database does too, within two seconds),
 * `GET /metrics` (Prometheus).
 */
export function registerProbes(
  server: FastifyInstance,
  parts: { ready: () => Promise<void>; metrics: Registry },
): void {
  server.get("/health/live", () => ({ status: "live" }));
  server.get("/health/ready", async (request, reply) => {
    try {
      await inTime(parts.ready());
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

async function inTime(work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("The database does not answer.")), readyWithinMs);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
