import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { GatewayError } from "../../domain/errors.ts";
import type { GuardMetrics } from "./metrics.ts";

const tracer = trace.getTracer("account-gateway");

/** Runs one call to a provider inside a trace span and counts its outcome. Neither shows ids or messages. */
export async function observed<T>(
  metrics: GuardMetrics,
  provider: { readonly name: string; readonly kind: string },
  operation: string,
  call: () => Promise<T>,
): Promise<T> {
  const attributes = { "provider.name": provider.name, "provider.kind": provider.kind };
  return tracer.startActiveSpan(`provider.${operation}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
    const started = performance.now();
    let code = "OK";
    try {
      return await call();
    } catch (error) {
      code = error instanceof GatewayError ? error.code : "INTERNAL_ERROR";
      span.setStatus({ code: SpanStatusCode.ERROR, message: code });
      throw error;
    } finally {
      span.end();
      metrics.ended(provider.name, operation, code, (performance.now() - started) / 1000);
    }
  });
}
