import { Counter, Gauge, type Registry } from "prom-client";

/** The figures of the cache; made once for a registry. */
export interface CacheMetrics {
  /** One read or write ended; SKIPPED: it was not even tried, because the cache is out of reach. */
  ended(operation: "get" | "set", outcome: "OK" | "FAILED" | "LATE" | "SKIPPED"): void;
  /** Values that were asked for. */
  found(hits: number, misses: number): void;
  /** Reads whether the cache works whenever the metrics are collected. */
  watch(isUp: () => boolean): void;
}

export function createCacheMetrics(registry: Registry): CacheMetrics {
  const registers = [registry];
  const operations = new Counter({
    name: "gateway_cache_operations_total",
    help: "Reads from and writes to the cache of live answers by outcome; SKIPPED ones were not tried, as it was out of reach",
    labelNames: ["operation", "outcome"],
    registers,
  });
  const values = new Counter({
    name: "gateway_cache_values_total",
    help: "Values asked for in the cache of live answers, by whether they were found",
    labelNames: ["found"],
    registers,
  });
  let isUp = () => true;
  new Gauge({
    name: "gateway_cache_up",
    help: "1 while the cache of live answers works, 0 while the gateway does without it",
    registers,
    collect() {
      this.set(Number(isUp()));
    },
  });
  return {
    ended: (operation, outcome) => operations.inc({ operation, outcome }),
    found(hits, misses) {
      values.inc({ found: "yes" }, hits);
      values.inc({ found: "no" }, misses);
    },
    watch(read) {
      isUp = read;
    },
  };
}
