import { type Span, type Tracer, trace } from "@opentelemetry/api";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { call, failure, guarded, handmade, outcome } from "./guard-fixtures.ts";

const flaky = () => {
  let calls = 0;
  return handmade({
    getAccount: async () => {
      if (++calls > 1) throw failure("PROVIDER_ERROR");
      return null;
    },
  });
};

async function linesOf(registry: Registry, start: string): Promise<string[]> {
  return (await registry.metrics()).split("\n").filter((line) => line.startsWith(start));
}

test("calls, durations, breaker and queue are counted by provider", async () => {
  const registry = new Registry();
  const provider = guarded(flaky(), { breakerFailures: 3 }, { registry });
  await provider.getAccount(call(), "1");
  await outcome(provider.getAccount(call(), "2"));
  expect(await linesOf(registry, "gateway_provider_calls_total")).toEqual([
    'gateway_provider_calls_total{provider="acme",operation="getAccount",code="OK"} 1',
    'gateway_provider_calls_total{provider="acme",operation="getAccount",code="PROVIDER_ERROR"} 1',
  ]);
  expect(await linesOf(registry, "gateway_provider_call_duration_seconds_count")).toEqual([
    'gateway_provider_call_duration_seconds_count{provider="acme",operation="getAccount"} 2',
  ]);
  expect(await linesOf(registry, "gateway_provider_breaker_state")).toEqual([
    'gateway_provider_breaker_state{provider="acme"} 2',
  ]);
  expect(await linesOf(registry, "gateway_provider_waiting_calls")).toEqual([
    'gateway_provider_waiting_calls{provider="acme"} 0',
  ]);
  await provider.close();
  expect(await linesOf(registry, "gateway_provider_breaker_state")).toEqual([]);
});

test("each call is one span that shows its outcome and no account id", async () => {
  const seen: unknown[] = [];
  const span = { setStatus: (status: unknown) => seen.push(status), end: () => seen.push("end") } as unknown as Span;
  const startActiveSpan = (name: string, options: unknown, run: (span: Span) => unknown): unknown => {
    seen.push(name, options);
    return run(span);
  };
  trace.setGlobalTracerProvider({ getTracer: () => ({ startActiveSpan }) as unknown as Tracer });
  const provider = guarded(flaky());
  await provider.getAccount(call(), "secret-id");
  await outcome(provider.getAccount(call(), "secret-id"));
  const opened = { kind: 2, attributes: { "provider.name": "acme", "provider.kind": "acme" } };
  expect(seen).toEqual([
    ...["provider.getAccount", opened, "end"],
    ...["provider.getAccount", opened, { code: 2, message: "PROVIDER_ERROR" }, "end"],
  ]);
});
