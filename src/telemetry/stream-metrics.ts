import { Gauge, type Registry } from "prom-client";

/** How many connections follow events here, by their transport. */
export function createStreamMetrics(registry: Registry, counts: () => Readonly<Record<string, number>>): void {
  new Gauge({
    name: "gateway_streams",
    help: "Connections of this process that stay open to follow events, by transport",
    labelNames: ["transport"],
    registers: [registry],
    collect() {
      for (const [transport, count] of Object.entries(counts())) this.set({ transport }, count);
    },
  });
}
