import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { integratedFinance, makePrivateKey } from "./integrated-finance/index.ts";
import { inventi } from "./inventi/index.ts";
import type { DemoCustomer, Simulator, SimulatorAccount, SimulatorSettings } from "./kit/simulator.ts";
import { type RunningSimulator, type StartOptions, startSimulator } from "./kit/start.ts";
import { paynetics } from "./paynetics/index.ts";
import { revsto } from "./revsto/index.ts";
import { keepFirst, readWorld, type World, writeWorld } from "./world-file.ts";

export interface SandboxOptions extends Pick<StartOptions, "now" | "uuid" | "seed"> {
  /** Where ports, keys and journals are kept; absent: the world ends with the process. */
  readonly dataDir?: string;
  /** How many accounts each simulator begins with; 40, or what the kept world began with. */
  readonly accounts?: number;
  /** Ports by simulator name, for whoever needs certain ones; otherwise free ones, kept over restarts. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Behaviour switches by simulator name. */
  readonly settings?: Readonly<Record<string, SimulatorSettings>>;
}

/** A simulator at its address, run by this process or by another one. */
export interface SandboxSimulator {
  readonly name: string;
  readonly kind: string;
  readonly url: string;
  readonly providerConfig: Readonly<Record<string, unknown>>;
  readonly customer: DemoCustomer;
}

export interface Sandbox {
  readonly simulators: readonly SandboxSimulator[];
  /** True when the simulators run in another process, which `stop` leaves alone. */
  readonly isAttached: boolean;
  /** What a provider's staff do who are told where webhooks are to go: `http://127.0.0.1:4000`. */
  sendWebhooksTo(gateway: string): Promise<void>;
  stop(): Promise<void>;
}

/** The sandbox cannot start as asked; the message says what to do. */
export class SandboxError extends Error {
  override readonly name = "StartError";
}

/** Webhooks that nobody took in come again soon, so that a gateway which was away for a moment learns of everything. */
const impatient: Readonly<Record<string, SimulatorSettings>> = {
  if: { webhookHurry: 60 },
  revsto: { retriesWebhooks: true },
};

/** Starts all four simulators, or attaches to those that run over the same data, or are just being started there. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { dataDir } = options;
  for (;;) {
    const world = dataDir === undefined ? await newWorld(options) : await keptWorld(dataDir, options);
    if (dataDir !== undefined && (await isRunning(world))) return attach(world);
    const running = await startAll(world, options);
    if (running) {
      const ports = Object.fromEntries(running.map(({ name, port }) => [name, port]));
      if (dataDir !== undefined) writeWorld(dataDir, { ...world, ports });
      return {
        simulators: running,
        isAttached: false,
        sendWebhooksTo: (gateway) => sendWebhooks(running, gateway),
        stop: () => stopAll(running),
      };
    }
    await sleep(50);
  }
}

async function keptWorld(dataDir: string, options: SandboxOptions): Promise<World> {
  const kept = readWorld(dataDir) ?? keepFirst(dataDir, await newWorld(options));
  if (options.accounts !== undefined && options.accounts !== kept.accounts) {
    throw new SandboxError(
      `${dataDir} holds a sandbox that began with ${kept.accounts} accounts, not ${options.accounts}: ` +
        "remove that directory (and the gateway's database, which knows its accounts) to begin a new one.",
    );
  }
  return kept;
}

async function newWorld({ accounts = 40, uuid = randomUUID, ports = {} }: SandboxOptions): Promise<World> {
  const free = await freePorts(["inventi", "if", "paynetics", "revsto"]);
  return { instance: uuid(), accounts, ports: { ...free, ...ports }, privateKey: makePrivateKey() };
}

/** A free port for each name. All are held until the last is found, so that none comes twice. */
async function freePorts(names: readonly string[]): Promise<Record<string, number>> {
  const probes = names.map((name) => ({ name, probe: createServer().listen(0, "127.0.0.1") }));
  await Promise.all(probes.map(({ probe }) => once(probe, "listening")));
  const ports = probes.map(({ name, probe }) => [name, (probe.address() as AddressInfo).port] as const);
  await Promise.all(probes.map(({ probe }) => once(probe.close(), "close")));
  return Object.fromEntries(ports);
}

/** Null when another process runs this world, or is about to: of two that start at once only one gets the ports. */
async function startAll(world: World, options: SandboxOptions): Promise<RunningSimulator[] | null> {
  const running: RunningSimulator[] = [];
  const start = async <A extends SimulatorAccount>(simulator: Simulator<A>): Promise<void> => {
    const { ports = {}, settings = {}, dataDir, now, uuid, seed } = options;
    const { name } = simulator;
    const own: StartOptions = {
      accounts: world.accounts,
      instance: world.instance,
      settings: { ...impatient[name], ...settings[name] },
      ...(dataDir !== undefined && { dataDir }),
      ...(now && { now }),
      ...(uuid && { uuid }),
      ...(seed !== undefined && { seed }),
    };
    try {
      running.push(await startSimulator(simulator, { ...own, port: ports[name] ?? world.ports[name] ?? 0 }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      if ((await instanceAt(world.ports[name] ?? 0)) === world.instance) throw new RunsElsewhere();
      if (ports[name] !== undefined) throw error;
      // Another program has got its last port meanwhile.
      running.push(await startSimulator(simulator, { ...own, port: 0 }));
    }
  };
  try {
    await start(inventi);
    await start(integratedFinance(world.privateKey));
    await start(paynetics);
    await start(revsto);
    return running;
  } catch (error) {
    await stopAll(running);
    if (error instanceof RunsElsewhere) return null;
    throw error;
  }
}

class RunsElsewhere extends Error {}

async function stopAll(running: readonly RunningSimulator[]): Promise<void> {
  await Promise.all(running.map((simulator) => simulator.stop()));
}

/** Whether all simulators of a kept world answer at their ports. */
async function isRunning({ instance, ports }: World): Promise<boolean> {
  const answers = await Promise.all(Object.values(ports).map((port) => instanceAt(port)));
  return answers.every((answer) => answer === instance);
}

async function instanceAt(port: number): Promise<unknown> {
  try {
    // Patient: a simulator that seeds many accounts, or prints them all, is busy for a few seconds.
    const answer = await fetch(`${urlOf(port)}/__sandbox`, { signal: AbortSignal.timeout(10_000) });
    return ((await answer.json()) as { instance?: unknown }).instance;
  } catch {
    return null; // Nobody there, or somebody else.
  }
}

function attach({ ports, privateKey }: World): Sandbox {
  const simulators = [inventi, integratedFinance(privateKey), paynetics, revsto].map((simulator) => {
    const { name, kind, customer } = simulator;
    const url = urlOf(ports[name] ?? 0);
    return { name, kind, url, customer, providerConfig: simulator.providerConfig(url) };
  });
  return {
    simulators,
    isAttached: true,
    sendWebhooksTo: (gateway) => sendWebhooks(simulators, gateway),
    stop: async () => {},
  };
}

/** Integrated Finance's webhooks are set up by hand; Revsto has an API for it, the others send none. */
async function sendWebhooks(simulators: readonly SandboxSimulator[], gateway: string): Promise<void> {
  const byHand = simulators.filter(({ kind }) => kind === "integrated-finance");
  for (const { name, url } of byHand) {
    const wish = { action: "setWebhookUrl", url: `${gateway}/webhooks/${name}` };
    const headers = { "content-type": "application/json" };
    // A simulator of another process may be gone: then it tells nothing, and everything else works.
    await fetch(`${url}/__admin`, { method: "POST", headers, body: JSON.stringify(wish) }).catch(() => {});
  }
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
