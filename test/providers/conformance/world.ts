import { randomUUID } from "node:crypto";
import { Registry } from "prom-client";
import type { ProviderAccount } from "../../../src/domain/account.ts";
import { GatewayError } from "../../../src/domain/errors.ts";
import { createGuardMetrics, guard, guardSettingsSchema } from "../../../src/providers/guard.ts";
import type { Call, GuardedProvider, ListFilter, Provider, ProviderModule } from "../../../src/providers/provider.ts";
import type { LedgerRequest } from "../../../src/sandbox/kit/request-log.ts";
import type { RunningSimulator, StartOptions } from "../../../src/sandbox/kit/start.ts";
import { type Tamper, tamperedPool } from "./tampering.ts";

export type Start = (options: StartOptions) => Promise<RunningSimulator>;

/** A provider's module connected to a freshly seeded simulator of it. */
export interface World {
  readonly simulator: RunningSimulator;
  readonly provider: Provider;
  /** The provider's part of the configuration, as the module's schema gets it. */
  readonly config: Readonly<Record<string, unknown>>;
  /** A second instance, as after a restart: it knows no token yet. */
  another(): Provider;
  /** Changes the answers from now on. */
  tamper(how: Tamper): void;
  /** Spoils our credentials on their way from now on, so that the provider refuses them. */
  spoilCredentials(): void;
  /** Arms a fault of the simulator: against reads (tokens are fetched by POST), unless the rule matches something else. */
  fault(rule: Readonly<Record<string, unknown>>): Promise<void>;
  /** Ends all faults, tampering and spoiling: both sides are healthy again. */
  heal(): Promise<void>;
  /** Requests so far, by the simulator's ledger. Nothing is written here, so what is no read asks for a token. */
  requests(): Promise<{ readonly reads: number; readonly tokens: number }>;
  /** Every request so far as the simulator's ledger has it, oldest first. */
  ledger(): Promise<readonly LedgerRequest[]>;
  /** Milliseconds since 1970, by both sides' clock. */
  now(): number;
  /** Lets time pass, for both sides. */
  pass(ms: number): void;
  stop(): Promise<void>;
}

export async function createWorld(module: ProviderModule, start: Start, accounts: number): Promise<World> {
  let time = Date.UTC(2025, 5, 1);
  const healthy: Tamper = () => ({});
  let tamper = healthy;
  let isSpoiling = false;
  const now = (): number => time;
  const simulator = await start({ accounts, now });
  const { name, kind: _, limits: __, ...config } = simulator.providerConfig;
  const providers: Provider[] = [];

  function another(): Provider {
    const context = {
      name: String(name),
      now,
      uuid: randomUUID,
      log: { warn: () => {} },
      openPool: (origin: string) =>
        tamperedPool(origin, { answer: (answer) => tamper(answer), spoils: () => isSpoiling }),
    };
    const provider = module.create(module.configSchema.parse(config), context);
    providers.push(provider);
    return provider;
  }

  const ledger = async (): Promise<readonly LedgerRequest[]> => {
    const answer = await fetch(`${simulator.url}/__ledger?accounts=0`);
    return ((await answer.json()) as { requests: LedgerRequest[] }).requests;
  };

  return {
    simulator,
    config,
    provider: another(),
    another,
    tamper: (how) => {
      tamper = how;
    },
    async fault(rule) {
      const body = JSON.stringify({ match: { method: "GET" }, ...rule });
      const headers = { "content-type": "application/json" };
      const { status } = await fetch(`${simulator.url}/__faults`, { method: "POST", headers, body });
      if (status !== 200) throw new Error(`the simulator refused the fault: HTTP ${status}`);
    },
    async requests() {
      const requests = await ledger();
      const reads = requests.filter(({ method }) => method === "GET").length;
      return { reads, tokens: requests.length - reads };
    },
    spoilCredentials: () => {
      isSpoiling = true;
    },
    async heal() {
      tamper = healthy;
      isSpoiling = false;
      await fetch(`${simulator.url}/__faults`, { method: "DELETE" });
    },
    ledger,
    now,
    pass: (ms) => {
      time += ms;
    },
    async stop() {
      await Promise.all(providers.map((provider) => provider.close()));
      await simulator.stop();
    },
  };
}

/** As the rest of the gateway works with it. */
export function behindGuard(provider: Provider): GuardedProvider {
  const metrics = createGuardMetrics(new Registry());
  return guard(provider, guardSettingsSchema.parse({}), {
    now: Date.now,
    metrics,
    log: { error() {}, warn() {}, info() {} },
  });
}

export function call(signal: AbortSignal = new AbortController().signal): Call {
  return { signal, priority: "foreground" };
}

/** A whole walk: what its pages held, repeated rows included. `afterPage` may change the world meanwhile. */
export async function walk(
  provider: Provider,
  filter: ListFilter = {},
  afterPage: (accounts: readonly ProviderAccount[], page: number) => void = () => {},
): Promise<{ readonly rows: readonly ProviderAccount[]; readonly malformed: number }> {
  const rows: ProviderAccount[] = [];
  let malformed = 0;
  let cursor: string | null = null;
  for (let page = 1; page <= 500; page++) {
    const { accounts, next, malformed: unread } = await provider.listAccounts(call(), cursor, filter);
    rows.push(...accounts);
    malformed += unread;
    afterPage(accounts, page);
    if (next === null) return { rows, malformed };
    cursor = next;
  }
  throw new Error("the walk does not end");
}

/** Each account once, by id; the last row that was seen of it. */
export async function allAccounts(provider: Provider, filter: ListFilter = {}): Promise<readonly ProviderAccount[]> {
  const { rows } = await walk(provider, filter);
  return [...new Map(rows.map((account) => [account.id, account])).values()];
}

/** Any account of a world that has some. */
export async function firstAccount({ provider }: World): Promise<ProviderAccount> {
  const { accounts } = await provider.listAccounts(call(), null, {});
  const [account] = accounts;
  if (account === undefined) throw new Error("the world is empty");
  return account;
}

/** The code with which a call fails; `OK` when it does not. */
export async function codeOf(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => "OK",
    (error: unknown) => (error instanceof GatewayError ? error.code : `not a GatewayError: ${String(error)}`),
  );
}

export function idsOf(accounts: readonly { readonly id: string }[]): readonly string[] {
  return [...new Set(accounts.map(({ id }) => id))].sort();
}

/** An id of the same kind that no account has. */
export function strangeId(known: string): string {
  return /^\d+$/.test(known) ? "9".repeat(12) : known.replace(/[0-9a-f]/g, "f");
}

/** Finds the field that holds the account's id, `"id":11` or `"token":"…"`, in any JSON text about it. */
export function idField({ id, raw }: ProviderAccount): RegExp {
  const [name] = Object.entries(JSON.parse(raw)).find(([, value]) => String(value) === id) ?? [];
  if (name === undefined) throw new Error("the account's raw JSON does not hold its id");
  return new RegExp(`"${name}":\\s*(?:"${id}"|${id})(?=\\s*[,}])`);
}
