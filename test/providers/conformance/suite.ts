import type { ProviderModule } from "../../../src/providers/provider.ts";
import type { ChangesFixture } from "./changes-fixture.ts";
import type { WebhooksFixture } from "./webhooks.ts";
import type { World } from "./world.ts";

/** What each part of the suite is given. */
export interface Suite {
  readonly module: ProviderModule;
  /** How accounts of this provider are changed; absent where it changes none. */
  readonly changes: ChangesFixture | undefined;
  /** How its webhooks are had; absent where the module takes none in. */
  readonly webhooks: WebhooksFixture | undefined;
  /** A test, unless this provider skips it. */
  it(name: string, run: () => Promise<void>): void;
  /** A new world of that many accounts (about 40, showing every state, by default), stopped after the test. */
  worldOf(accounts?: number): Promise<World>;
}
