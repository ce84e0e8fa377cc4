import { Histogram, type Registry } from "prom-client";

/** The figures of the HTTP server; made once for a registry. */
export interface HttpMetrics {
  /** One request was answered; `route` is its pattern, never its address, which anybody may make up. */
  answered(method: string, route: string, status: number, seconds: number): void;
}

export function createHttpMetrics(registry: Registry): HttpMetrics {
  const duration = new Histogram({
    name: "gateway_http_request_duration_seconds",
    help: "How long HTTP requests took, by route and status",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    answered: (method, route, status, seconds) => duration.observe({ method, route, status }, seconds),
  };
}
