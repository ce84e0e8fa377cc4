import { collectDefaultMetrics, Registry } from "prom-client";

/** A registry of its own for each app, so that several in one process (in tests) do not meet. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
