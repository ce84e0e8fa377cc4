import { expect, test } from "vitest";
import { createMetrics } from "../../src/telemetry/metrics.ts";

test("each registry is its own and shows how the process does", async () => {
  const registry = createMetrics();
  expect(registry).not.toBe(createMetrics());
  expect(await registry.metrics()).toContain("process_resident_memory_bytes");
});
