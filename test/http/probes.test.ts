import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, test } from "vitest";
import { registerProbes } from "../../src/http/probes.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { createHttpMetrics } from "../../src/telemetry/http-metrics.ts";
import { createMetrics } from "../../src/telemetry/metrics.ts";

test.each([
  ["answers", async () => {}, 200],
  ["fails", async () => Promise.reject(new Error("down")), 503],
  ["hangs", () => new Promise<void>(() => {}), 503],
])("while the database %s, the gateway says whether it is ready, and is live", async (_, ready, status) => {
  const metrics = createMetrics();
  const log = pino(new Writable({ write: (_chunk, _encoding, done) => done() }));
  await using server = await createHttpServer(log, createHttpMetrics(metrics));
  registerProbes(server, { ready, metrics });
  expect((await server.inject("/health/ready")).statusCode).toBe(status);
  expect((await server.inject("/health/live")).statusCode).toBe(200);
});
