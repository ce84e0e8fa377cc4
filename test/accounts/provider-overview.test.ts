import { expect, test } from "vitest";
import { createProviderOverview } from "../../src/accounts/provider-overview.ts";
import { pendingSweep, type SweepProgress } from "../../src/domain/sweep-progress.ts";
import type { GuardedProvider, ProviderHealth } from "../../src/providers/provider.ts";
import { listedProvider } from "../sync/listed-provider.ts";

const asOf = "2025-03-01T12:00:00.000Z";
const complete: SweepProgress = {
  ...pendingSweep,
  state: "COMPLETE",
  startedAt: asOf,
  completedAt: "2025-03-01T12:05:00.000Z",
  completeAsOf: asOf,
  seen: 10,
};

async function sourceOf(progress: Partial<SweepProgress>, state: ProviderHealth["state"] = "UP") {
  const health: ProviderHealth = { state, since: asOf, lastError: null, lastContactAt: asOf };
  const provider: GuardedProvider = {
    ...listedProvider("p", () => ({})),
    health: () => health,
    checkHealth: async () => health,
  };
  const overview = createProviderOverview(
    new Map([["p", provider]]),
    async () => ({ ...complete, ...progress }),
    async () => null,
  );
  return (await overview.sources(["p"]))[0];
}

test.each<[string, Partial<SweepProgress>, object]>([
  ["everything", {}, { outcome: "OK", complete: true, asOf }],
  ["not the rows that made no sense", { malformed: 1 }, { outcome: "INCOMPLETE", complete: false }],
  ["not the accounts that it only counts", { missing: 1 }, { outcome: "INCOMPLETE", complete: false }],
  ["not everything yet", { completedAt: null, completeAsOf: null }, { outcome: "IMPORTING", complete: false }],
  ["what it had", { state: "FAILED", missing: 1 }, { outcome: "UNAVAILABLE", complete: false }],
])("a provider contributes %s", async (_, progress, expected) => {
  expect(await sourceOf(progress)).toMatchObject({ provider: "p", ...expected });
});

test("a provider that is down contributes what it had", async () => {
  expect(await sourceOf({}, "DOWN")).toMatchObject({ outcome: "UNAVAILABLE", complete: true, asOf });
});
