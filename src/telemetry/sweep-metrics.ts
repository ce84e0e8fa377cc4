import { Gauge, type Registry } from "prom-client";
import type { SweepProgress } from "../domain/sweep-progress.ts";

export interface SweepMetricsParts {
  readonly providers: readonly string[];
  /** How a provider's sweep stands, whichever process works on it. */
  readonly progress: (provider: string) => Promise<SweepProgress>;
  /** Database time. */
  readonly now: () => Promise<string>;
}

/** The figures of the sweeps, read whenever the metrics are collected; the same in every process. */
export function createSweepMetrics(registry: Registry, { providers, progress, now }: SweepMetricsParts): void {
  const gauge = (name: string, help: string, read: (sweep: SweepProgress, now: number) => number | null): void => {
    new Gauge({
      name,
      help,
      labelNames: ["provider"],
      registers: [registry],
      async collect() {
        this.reset();
        const time = Date.parse(await now());
        for (const provider of providers) {
          const value = read(await progress(provider), time);
          if (value !== null) this.set({ provider }, value);
        }
      },
    });
  };
  gauge("gateway_sweep_accounts_seen", "Accounts met by the sweep that runs, or ran last", ({ seen }) => seen);
  gauge(
    "gateway_sweep_accounts_failed",
    "Accounts that the sweep that runs, or ran last, could not read",
    ({ failed }) => failed,
  );
  gauge("gateway_sweep_duration_seconds", "How long the last complete sweep took", ({ completeAsOf, completedAt }) =>
    completeAsOf === null || completedAt === null ? null : (Date.parse(completedAt) - Date.parse(completeAsOf)) / 1000,
  );
  gauge("gateway_sweep_age_seconds", "Time since a sweep was last complete", ({ completedAt }, time) =>
    completedAt === null ? null : Math.max(0, (time - Date.parse(completedAt)) / 1000),
  );
}
