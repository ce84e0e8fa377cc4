import { randomUUID } from "node:crypto";
import { Pool } from "undici";
import type { ProviderSetup } from "../config-file.ts";
import { type GuardLog, type GuardMetrics, guard } from "./guard.ts";
import type { GuardedProvider } from "./provider.ts";

interface Surroundings {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly metrics: GuardMetrics;
  readonly log: GuardLog;
}

/** A configured provider behind its guard, with as many connections as it may be asked over at once. */
export function openProvider(
  { name, module, config, limits }: ProviderSetup,
  { now, metrics, log }: Surroundings,
): GuardedProvider {
  const openPool = (origin: string) => new Pool(origin, { connections: limits.concurrency, pipelining: 1 });
  const provider = module.create(config, { name, now, uuid: randomUUID, log, openPool });
  return guard(provider, limits, { now, metrics, log });
}
