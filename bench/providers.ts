import { randomUUID } from "node:crypto";
import { Pool } from "undici";
import type { Directory } from "../src/accounts/directory-contract.ts";
import { createLiveReads } from "../src/accounts/live-reads.ts";
import type { Config } from "../src/config.ts";
import { createGuardMetrics, guard } from "../src/providers/guard.ts";
import { createMetrics } from "../src/telemetry/metrics.ts";

export const log = { warn() {}, info() {}, error() {} };

/** The configured providers behind their guards, as the gateway has them. */
export function openProviders({ providers }: Config) {
  const metrics = createGuardMetrics(createMetrics());
  return new Map(
    (providers ?? []).map(({ name, module, config: own, limits }) => {
      const openPool = (origin: string) => new Pool(origin, { connections: limits.concurrency, pipelining: 1 });
      const provider = module.create(own, { name, now: Date.now, uuid: randomUUID, log, openPool });
      return [name, guard(provider, limits, { now: Date.now, metrics, log })];
    }),
  );
}

/** Live reads that remember nothing. */
export function openLiveReads(directory: Directory) {
  return createLiveReads({ directory, answers: { recall: async (refs) => refs.map(() => null), keep() {} } });
}
