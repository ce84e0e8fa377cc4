import { expect, test } from "vitest";
import { pendingSweep } from "../../src/domain/sweep-progress.ts";
import { createChangeDelay } from "../../src/sync/change-delay.ts";

const swept = {
  ...pendingSweep,
  state: "COMPLETE",
  completeAsOf: "2025-03-01T12:00:00.000Z",
  completedAt: "2025-03-01T12:01:00.000Z",
} as const;

async function delay({ progress = swept as typeof pendingSweep, tells = false, at = "2025-03-01T12:02:00.000Z" } = {}) {
  const changeDelay = createChangeDelay({
    intervalMs: () => 900_000,
    progress: async () => progress,
    tellsEveryStatus: async () => tells,
    now: async () => at,
  });
  return changeDelay("p");
}

test("webhooks that tell everything are a matter of seconds", async () => {
  expect(await delay({ tells: true })).toBe(5);
});

test("elsewhere it is the time between two sweeps, and as long as one takes", async () => {
  expect(await delay()).toBe(960);
});

test("while sweeps fail it grows, and before the first nobody can say", async () => {
  expect(await delay({ at: "2025-03-01T13:00:00.000Z" })).toBe(3_600);
  expect(await delay({ progress: pendingSweep })).toBeNull();
});
