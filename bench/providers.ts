import type { Directory } from "../src/accounts/directory-contract.ts";
import { createLiveReads } from "../src/accounts/live-reads.ts";
import type { Config } from "../src/config.ts";
import { createGuardMetrics } from "../src/providers/guard.ts";
import { openProvider } from "../src/providers/open-provider.ts";
import { createMetrics } from "../src/telemetry/metrics.ts";

export const log = { warn() {}, info() {}, error() {} };

/** The configured providers behind their guards, as the gateway has them. */
export function openProviders({ providers }: Config) {
  const metrics = createGuardMetrics(createMetrics());
  return new Map((providers ?? []).map((setup) => [setup.name, openProvider(setup, { now: Date.now, metrics, log })]));
}

/** Live reads that remember nothing. */
export function openLiveReads(directory: Directory) {
  return createLiveReads({ directory, answers: { recall: async (refs) => refs.map(() => null), keep() {} } });
}
