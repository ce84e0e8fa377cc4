import { Counter, Gauge, type Registry } from "prom-client";

export interface WebhookMetricsParts {
  readonly providers: readonly string[];
  /** How many wait, or were given up, by provider and state; those with none may be left out. */
  readonly open: () => Promise<
    readonly { readonly provider: string; readonly state: string; readonly count: number }[]
  >;
}

/** The figures of webhooks; made once for a registry. */
export interface WebhookMetrics {
  /** One came: `stored`, `repeated` or `refused`. Only for configured providers. */
  arrived(provider: string, arrival: string): void;
}

export function createWebhookMetrics(registry: Registry, { providers, open }: WebhookMetricsParts): WebhookMetrics {
  const arrivals = new Counter({
    name: "gateway_webhooks_total",
    help: "Webhooks that came, by provider and whether they were stored, known already or refused",
    labelNames: ["provider", "arrival"],
    registers: [registry],
  });
  new Gauge({
    name: "gateway_webhook_deliveries",
    help: "Webhook deliveries that wait to be looked after, or were given up; the same in every process",
    labelNames: ["provider", "state"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const provider of providers) for (const state of ["WAITING", "PARKED"]) this.set({ provider, state }, 0);
      for (const { provider, state, count } of await open()) this.set({ provider, state }, count);
    },
  });
  return { arrived: (provider, arrival) => arrivals.inc({ provider, arrival }) };
}
