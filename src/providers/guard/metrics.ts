import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { BreakerState } from "./breaker.ts";

/** The figures of all guarded providers; made once for a registry. */
export interface GuardMetrics {
  /** One call ended, repeated attempts included; `code` is OK or the error's. */
  ended(provider: string, operation: string, code: string, seconds: number): void;
  /** Reads a provider's present state whenever the metrics are collected. */
  watch(provider: string, read: () => { readonly breaker: BreakerState; readonly waiting: number }): void;
  unwatch(provider: string): void;
}

const breakerValues: Record<BreakerState, number> = { closed: 0, "half-open": 1, open: 2 };

export function createGuardMetrics(registry: Registry): GuardMetrics {
  const watched = new Map<string, () => { readonly breaker: BreakerState; readonly waiting: number }>();
  const registers = [registry];
  const calls = new Counter({
    name: "gateway_provider_calls_total",
    help: "Calls to a provider by operation and outcome (OK or an error code); repeated attempts count as one call",
    labelNames: ["provider", "operation", "code"],
    registers,
  });
  const duration = new Histogram({
    name: "gateway_provider_call_duration_seconds",
    help: "How long calls to a provider took, waiting and repeated attempts included",
    labelNames: ["provider", "operation"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  new Gauge({
    name: "gateway_provider_breaker_state",
    help: "0 closed, 1 half-open, 2 open: calls are stopped",
    labelNames: ["provider"],
    registers,
    collect() {
      this.reset();
      for (const [provider, read] of watched) this.set({ provider }, breakerValues[read().breaker]);
    },
  });
  new Gauge({
    name: "gateway_provider_waiting_calls",
    help: "Calls that wait for their turn",
    labelNames: ["provider"],
    registers,
    collect() {
      this.reset();
      for (const [provider, read] of watched) this.set({ provider }, read().waiting);
    },
  });
  return {
    ended(provider, operation, code, seconds) {
      calls.inc({ provider, operation, code });
      duration.observe({ provider, operation }, seconds);
    },
    watch: (provider, read) => watched.set(provider, read),
    unwatch: (provider) => watched.delete(provider),
  };
}
