import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { EndedTooSoon, type Running, start } from "./process.ts";

/**
 * How a process shall die: when it has come to a step for the n-th time (`dispatching:3`), or so long after its
 * start, or by what is first.
 */
export type Crash =
  | { readonly at: string; readonly afterMs?: number }
  | { readonly at?: undefined; readonly afterMs: number };

export interface GatewaySettings {
  /** The compiled `main.js`. */
  readonly program: string;
  readonly folder: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** How the next process shall die, asked at every start; null: not. */
  readonly nextCrash: () => Crash | null;
  /** Told where a process was killed. */
  readonly died: (where: string) => void;
}

/** A gateway at one address, with somebody beside it who starts it again whenever it dies. */
export interface Gateway {
  readonly url: string;
  /** `kill -9`, wherever it is. */
  kill(): void;
  stop(): Promise<void>;
}

const startsInVain = 50;

/** How a gateway died that nobody killed. */
export const endedAlone = "by itself";

export async function openGateway(settings: GatewaySettings): Promise<Gateway> {
  const { port, died, nextCrash } = settings;
  let running: Running | null = null;
  let isStopping = false;
  const kill = () => running?.kill("SIGKILL");

  async function keepUp(up: () => void): Promise<void> {
    let inVain = 0;
    while (!isStopping) {
      const crash = nextCrash();
      try {
        running = await start(program(settings, crash));
      } catch (error) {
        // What its predecessor left is looked into before anybody can ask it.
        if (error instanceof EndedTooSoon && error.how === "SIGKILL" && crash?.at !== undefined) {
          died(crash.at);
          continue;
        }
        // Its database may be down as well.
        if (++inVain === startsInVain) throw error;
        await sleep(200);
        continue;
      }
      inVain = 0;
      up();
      let isKilled = false;
      const strike = () => {
        isKilled = true;
        kill();
      };
      const killer = crash?.afterMs === undefined ? undefined : setTimeout(strike, crash.afterMs);
      const how = await running.ended;
      clearTimeout(killer);
      running = null;
      if (how === "SIGKILL") died((isKilled ? undefined : crash?.at) ?? "anywhere");
      else if (!isStopping) died(`${endedAlone}: ${how}`);
    }
  }

  const isUp = Promise.withResolvers<void>();
  const ended = keepUp(isUp.resolve);
  await Promise.race([isUp.promise, ended]);
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    kill,
    async stop() {
      isStopping = true;
      running?.kill("SIGTERM");
      await ended;
    },
  };
}

function program({ program, folder, port, env }: GatewaySettings, crash: Crash | null) {
  return {
    file: process.execPath,
    args: ["--disable-warning=ExperimentalWarning", program],
    env: {
      ...{ PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "info", ...env },
      ...(crash?.at !== undefined && { NODE_ENV: "test", TEST_CRASH_AT: crash.at }),
    },
    ready: /^ready /,
    log: join(folder, "gateway.log"),
  };
}
