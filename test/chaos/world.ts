import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeSandboxTokens } from "../../src/auth/sandbox-tokens.ts";
import type { GatewayClient } from "../../src/client/index.ts";
import { type Bank, bankNames } from "./banks.ts";
import { connect } from "./client.ts";
import type { RunDatabase } from "./databases.ts";
import { freePort } from "./free-port.ts";
import { type Gateway, type GatewaySettings, openGateway } from "./gateway.ts";
import { pace } from "./pace.ts";
import { type Openings, openingsIn } from "./wishes.ts";

export interface WorldSettings extends Pick<GatewaySettings, "program" | "nextCrash" | "died"> {
  readonly folder: string;
  /** The providers that the gateways know. */
  readonly banks: readonly Bank[];
  readonly database: RunDatabase;
  readonly redisUrl: string | null;
  readonly whenNotFound: "person" | "again";
  /** How many gateways work on the one database. */
  readonly gateways: number;
  /** Parts of the configuration of every provider that this run has otherwise. */
  readonly entry?: Readonly<Record<string, unknown>>;
  /** Whether providers tell the first gateway of changes, where they can. */
  readonly hearsWebhooks?: boolean;
}

/** Providers, gateways, and whoever talks to them: all of them real processes. */
export interface World {
  readonly banks: readonly Bank[];
  readonly gateways: readonly Gateway[];
  /** One for each gateway. */
  readonly clients: readonly GatewayClient[];
  /** The back office's. */
  readonly token: string;
  readonly openings: Openings;
  /** The accounts that were there before anybody asked for one. */
  readonly before: ReadonlySet<string>;
  /** All faults end. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

const secret = "the shared secret of gateways under chaos";

export async function openWorld(settings: WorldSettings): Promise<World> {
  const { folder, banks, database, redisUrl, program, whenNotFound, nextCrash, died } = settings;
  const { entry = {}, hearsWebhooks = false } = settings;
  const opened = new AsyncDisposableStack();
  try {
    mkdirSync(folder, { recursive: true });
    const { before, openings } = await beginning(folder, banks);

    const ports: number[] = [];
    for (let place = 0; place < settings.gateways; place++) ports.push(await freePort());
    const origin = `http://127.0.0.1:${ports[0]}`;
    const config = join(folder, "gateway.json");
    const providers = banks.map(({ providerConfig, name }) => ({
      ...providerConfig,
      limits: pace.limits,
      recovery: { ...pace.recovery, whenNotFound },
      ...(name === "revsto" && { pageSize: 100, ...(hearsWebhooks && { publicUrl: origin }) }),
      ...entry,
    }));
    writeFileSync(config, JSON.stringify({ providers }));
    const env = {
      ...{ GATEWAY_CONFIG: config, AUTH_SECRET: secret, DATABASE_URL: database.url },
      ...(redisUrl !== null && { REDIS_URL: redisUrl }),
    };
    const gateways: Gateway[] = [];
    for (const [place, port] of ports.entries()) {
      const own = join(folder, `gateway-${place}`);
      mkdirSync(own, { recursive: true });
      const gateway = await openGateway({
        ...{ program, folder: own, port, env, died, nextCrash },
      });
      opened.defer(() => gateway.stop());
      gateways.push(gateway);
    }
    // Revsto has an API for it; at Integrated Finance the staff do it.
    const byHand = hearsWebhooks ? banks.filter(({ name }) => name === "if") : [];
    for (const { admin } of byHand) await admin({ action: "setWebhookUrl", url: `${origin}/webhooks/if` });
    const { backoffice } = await makeSandboxTokens(new TextEncoder().encode(secret), Date.now());
    const clients = gateways.map(({ url }) => connect(url, backoffice));
    return {
      ...{ banks, gateways, clients, token: backoffice, before, openings },
      heal: async () => void (await Promise.all(banks.map((bank) => bank.clearFaults()))),
      close: () => opened.disposeAsync(),
    };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

interface Beginning {
  readonly before: readonly string[];
  readonly openings: Openings;
}

/** How the ledgers were at first, also when the run was cut off since. */
async function beginning(folder: string, banks: readonly Bank[]) {
  const path = join(folder, "beginning.json");
  if (!existsSync(path)) {
    const ledgers = await Promise.all(banks.map(async ({ name, accounts }) => ({ name, accounts: await accounts() })));
    const first: Beginning = {
      before: ledgers.flatMap(({ name, accounts }) => accounts.map(({ id }) => `${name}:${id}`)),
      openings: Object.fromEntries(
        bankNames.map((name) => [name, openingsIn(name, ledgers.find((one) => one.name === name)?.accounts ?? [])]),
      ) as unknown as Openings,
    };
    writeFileSync(path, JSON.stringify(first));
  }
  const { before, openings } = JSON.parse(readFileSync(path, "utf8")) as Beginning;
  return { before: new Set(before), openings };
}
