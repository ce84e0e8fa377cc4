import { randomUUID } from "node:crypto";
import { integratedFinance, makePrivateKey } from "./integrated-finance/index.ts";
import { inventi } from "./inventi/index.ts";
import type { DemoCustomer, Simulator, SimulatorAccount, SimulatorSettings } from "./kit/simulator.ts";
import { type RunningSimulator, type StartOptions, startSimulator } from "./kit/start.ts";
import { paynetics } from "./paynetics/index.ts";
import { revsto } from "./revsto/index.ts";
import { readWorld, type World, writeWorld } from "./world-file.ts";

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
  stop(): Promise<void>;
}

/** The sandbox cannot start as asked; the message says what to do. */
export class SandboxError extends Error {
  override readonly name = "StartError";
}

/** Starts all four simulators, or attaches to those that already run over the same data. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { dataDir } = options;
  const kept = dataDir === undefined ? null : readWorld(dataDir);
  if (kept && options.accounts !== undefined && options.accounts !== kept.accounts) {
    throw new SandboxError(
      `${dataDir} holds a sandbox that began with ${kept.accounts} accounts, not ${options.accounts}: ` +
        "remove that directory (and the gateway's database, which knows its accounts) to begin a new one.",
    );
  }
  const world = kept ?? newWorld(options);
  if (kept && (await isRunning(kept))) return attach(kept);
  const running = await startAll(world, options);
  const ports = Object.fromEntries(running.map(({ name, port }) => [name, port]));
  if (dataDir !== undefined) writeWorld(dataDir, { ...world, ports });
  return { simulators: running, isAttached: false, stop: () => stopAll(running) };
}

function newWorld({ accounts = 40, uuid = randomUUID }: SandboxOptions): World {
  return { instance: uuid(), accounts, ports: {}, privateKey: makePrivateKey() };
}

async function startAll(world: World, options: SandboxOptions): Promise<RunningSimulator[]> {
  const running: RunningSimulator[] = [];
  const start = async <A extends SimulatorAccount>(simulator: Simulator<A>): Promise<void> => {
    const { ports = {}, settings = {}, dataDir, now, uuid, seed } = options;
    const { name } = simulator;
    const own: StartOptions = {
      accounts: world.accounts,
      instance: world.instance,
      settings: settings[name] ?? {},
      ...(dataDir !== undefined && { dataDir }),
      ...(now && { now }),
      ...(uuid && { uuid }),
      ...(seed !== undefined && { seed }),
    };
    const asked = ports[name];
    running.push(
      asked === undefined
        ? await startNear(simulator, own, world.ports[name] ?? 0)
        : await startSimulator(simulator, { ...own, port: asked }),
    );
  };
  try {
    await start(inventi);
    await start(integratedFinance(world.privateKey));
    await start(paynetics);
    await start(revsto);
    return running;
  } catch (error) {
    await stopAll(running);
    throw error;
  }
}

/** At its last port if that is still free: another program may have got it meanwhile. */
async function startNear<A extends SimulatorAccount>(
  simulator: Simulator<A>,
  options: StartOptions,
  port: number,
): Promise<RunningSimulator<A>> {
  try {
    return await startSimulator(simulator, { ...options, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return startSimulator(simulator, { ...options, port: 0 });
  }
}

async function stopAll(running: readonly RunningSimulator[]): Promise<void> {
  await Promise.all(running.map((simulator) => simulator.stop()));
}

/** Whether all simulators of a kept world answer at their ports. */
async function isRunning({ instance, ports }: World): Promise<boolean> {
  const answers = await Promise.all(Object.values(ports).map((port) => instanceAt(port)));
  return answers.length > 0 && answers.every((answer) => answer === instance);
}

async function instanceAt(port: number): Promise<unknown> {
  try {
    const answer = await fetch(`${urlOf(port)}/__sandbox`, { signal: AbortSignal.timeout(2000) });
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
  return { simulators, isAttached: true, stop: async () => {} };
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
