import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { makeSandboxTokens, sandboxCustomer } from "./auth/sandbox-tokens.ts";
import type { TokenRules } from "./auth/verify-token.ts";
import { type Config, ConfigError } from "./config.ts";
import { type ProviderSetup, parseProviders } from "./config-file.ts";
import { createCustomerLinks } from "./customers/customer-links.ts";
import { StartError } from "./domain/start-error.ts";
import type { SandboxView } from "./http/sandbox.ts";
import { type Sandbox, SandboxError, startSandbox } from "./sandbox/index.ts";
import type { Database } from "./storage/database.ts";
import { secret } from "./storage/secrets.ts";

/** What the gateway runs over. */
export interface Setup {
  readonly setups: readonly ProviderSetup[];
  readonly tokens: TokenRules;
  readonly sandbox: (SandboxView & Pick<Sandbox, "stop" | "sendWebhooksTo">) | null;
}

/** What was configured; what was not, the sandbox has. */
export async function setUp(config: Config, database: Database, now: () => number): Promise<Setup> {
  const key = config.tokens.key ?? { secret: await secret(database, "sandbox tokens", () => randomBytes(32)) };
  const tokens = { ...config.tokens, key };
  if (config.providers !== null) {
    await createCustomerLinks(database).configure(config.customers);
    return { setups: config.providers, tokens, sandbox: null };
  }

  const { simulators, sendWebhooksTo, stop } = await openSandbox(config);
  try {
    // Simulators have no rate limit to respect.
    const entries = simulators.map(({ providerConfig }) => ({ ...providerConfig, limits: { ratePerSecond: 10_000 } }));
    const { setups, problems } = parseProviders(entries, {});
    if (problems.length > 0) throw new ConfigError(problems);

    const owned = simulators.flatMap(({ name: provider, customer }) => [
      ...customer.owners.map((owner) => ({ provider, owner })),
      ...customer.accounts.map((accountId) => ({ provider, accountId })),
    ]);
    await createCustomerLinks(database).configure([{ id: sandboxCustomer, name: "Demo customer", links: owned }]);

    const makeTokens = "secret" in key ? () => makeSandboxTokens(key.secret, now(), tokens) : null;
    return { setups, tokens, sandbox: { makeTokens, simulators, sendWebhooksTo, stop } };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openSandbox({ dataDir, sandboxAccounts }: Config): Promise<Sandbox> {
  const accounts = sandboxAccounts === null ? {} : { accounts: sandboxAccounts };
  try {
    return await startSandbox({ dataDir: join(dataDir, "sandbox"), ...accounts });
  } catch (error) {
    if (error instanceof SandboxError) throw new StartError(`SANDBOX_ACCOUNTS: ${error.message}`, { cause: error });
    // A system's error, such as a folder that may not be written; others are mistakes of ours.
    if (error instanceof Error && "syscall" in error)
      throw new StartError(`DATA_DIR: the sandbox cannot be kept there (${error.message}).`, { cause: error });
    throw error;
  }
}
