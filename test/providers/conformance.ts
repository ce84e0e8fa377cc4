import { afterEach, describe, test } from "vitest";
import type { ProviderModule } from "../../src/providers/provider.ts";
import type { Simulator, SimulatorAccount } from "../../src/sandbox/kit/simulator.ts";
import { startSimulator } from "../../src/sandbox/kit/start.ts";
import { testAuthentication } from "./conformance/authentication.ts";
import { testChanges } from "./conformance/changes.ts";
import type { ChangesFixture } from "./conformance/changes-fixture.ts";
import { testDeclarations } from "./conformance/declarations.ts";
import { testFailures } from "./conformance/failures.ts";
import { testLists } from "./conformance/lists.ts";
import { testReads } from "./conformance/reads.ts";
import { testWebhooks, type WebhooksFixture } from "./conformance/webhooks.ts";
import { createWorld, type Start, type World } from "./conformance/world.ts";

export type ConformanceOptions<A extends SimulatorAccount> = (
  | { readonly simulator: Simulator<A> }
  | { readonly start: Start }
) & {
  /** How accounts of this provider are changed, by example; absent where it changes none. */
  readonly changes?: ChangesFixture;
  /** How its webhooks are had, by example; absent where it takes none in. */
  readonly webhooks?: WebhooksFixture;
  /** Tests that cannot hold for this provider, each with its reason. */
  readonly skip?: readonly { readonly test: string; readonly reason: string }[];
};

/**
 * What every provider must do, whatever its API looks like: the contract of `providers/provider.ts`, proved against a
 * simulator over HTTP. The simulator's books and ledger are the witness.
 */
export function testProvider<A extends SimulatorAccount>(module: ProviderModule, options: ConformanceOptions<A>): void {
  const { skip = [] } = options;
  const start: Start = "start" in options ? options.start : (settings) => startSimulator(options.simulator, settings);
  const worlds: World[] = [];

  describe(`${module.kind} conforms`, () => {
    afterEach(async () => {
      await Promise.all(worlds.splice(0).map((world) => world.stop()));
    });
    const suite = {
      module,
      changes: options.changes,
      webhooks: options.webhooks,
      it(name: string, run: () => Promise<void>) {
        const reason = skip.find((skipped) => skipped.test === name)?.reason;
        if (reason === undefined) test(name, run);
        else test.skip(`${name} (${reason})`, run);
      },
      async worldOf(accounts = 40) {
        const world = await createWorld(module, start, accounts);
        worlds.push(world);
        return world;
      },
    };
    testReads(suite);
    testLists(suite);
    testDeclarations(suite);
    testAuthentication(suite);
    testFailures(suite);
    testChanges(suite);
    testWebhooks(suite);
  });
}
