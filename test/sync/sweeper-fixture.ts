import { expect } from "vitest";
import type { AccountSnapshot } from "../../src/domain/account-snapshot.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { createSweeper, type Sweeper, type SweeperParts } from "../../src/sync/sweeper.ts";
import { everything, firstPage, openTestDirectory, type TestDirectory } from "../accounts/directory-fixture.ts";
import { account } from "./listed-provider.ts";

const hour = 3_600_000;

/** A directory and the sweepers over it; what a sweeper waits for takes no time that counts. */
export interface SweptDirectory extends TestDirectory {
  /** How long the sweepers waited before each new attempt, in milliseconds. */
  readonly pauses: readonly number[];
  /** What was told of these waits: a wait itself is shorter by what the database takes. */
  readonly retries: readonly number[];
  /** Sweeps once and then waits until it is stopped, unless told otherwise. */
  start(providers: Provider | readonly Provider[], more?: Partial<SweeperParts>): Promise<Sweeper>;
  stored(provider: string): Promise<readonly AccountSnapshot[]>;
  /** Of `p`: stores accounts 0 … count−1, as a sweep of an earlier time would have. */
  known(count: number): Promise<void>;
  /** Ids of the accounts that are marked as missing. */
  missing(): Promise<readonly string[]>;
}

export async function openSweptDirectory(): Promise<SweptDirectory> {
  const place = await openTestDirectory({ providers: ["p", "a", "b", "fine", "failing"] });
  const sweepers: Sweeper[] = [];
  const pauses: number[] = [];
  const retries: number[] = [];
  const log = {
    info() {},
    warn: (fields: object) => void ("retryMs" in fields && retries.push(Number(fields.retryMs))),
  };
  return {
    ...place,
    pauses,
    retries,
    async start(providers, more = {}) {
      const sweeper = createSweeper({
        directory: place.directory,
        database: place.database,
        providers: [providers].flat(),
        log,
        intervalMs: () => hour,
        timing: { settleEveryMs: hour },
        ...more,
        pause: (ms, signal) => {
          pauses.push(ms);
          return more.pause?.(ms, signal) ?? untilStopped(signal);
        },
      });
      sweepers.push(sweeper);
      await sweeper.start();
      return sweeper;
    },
    stored: (provider) => place.directory.page(everything, firstPage("ASC", { providers: [provider] }, 10_000)),
    async known(count) {
      const asOf = "2025-02-01T12:00:00.000Z";
      const ids = Array.from({ length: count }, (_, id) => String(id));
      const told = ids.map((id) => ({ ref: { provider: "p", id }, account: account(id), asOf }));
      await place.directory.observe(told, "SWEEP");
      await place.later();
    },
    async missing() {
      const page = await place.directory.page(everything, firstPage("ASC", { missing: true }));
      return page.map(({ ref }) => ref.id);
    },
    async close() {
      await Promise.all(sweepers.map((one) => one.stop()));
      await place.close();
    },
  };
}

export const untilStopped = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });

export const reaches = (sweeper: Sweeper, state: string, provider = "p") =>
  expect.poll(async () => (await sweeper.status(provider)).state, { timeout: 20_000 }).toBe(state);
