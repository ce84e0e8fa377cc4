import { execFileSync } from "node:child_process";
import { chownSync, existsSync, globSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { freePort } from "./free-port.ts";
import { type Running, start } from "./process.ts";

/** What gateways keep their operations in. */
export interface RunDatabase {
  readonly engine: "sqlite" | "postgres";
  readonly url: string;
  /** Ends it at once, as a power cut would, and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export function openSqlite(folder: string): RunDatabase {
  return {
    engine: "sqlite",
    url: `sqlite:${join(folder, "gateway.db")}`,
    // It lives and dies with its only process.
    restart: async () => {},
    stop: async () => {},
  };
}

/** A PostgreSQL of our own, on a free port of loopback, with its files in the folder. */
export async function openPostgres(folder: string): Promise<RunDatabase> {
  const bin = dirname(globSync("/usr/lib/postgresql/*/bin/initdb").sort().at(-1) ?? "");
  if (bin === ".") throw new Error("No PostgreSQL is installed here.");
  const place = join(folder, "postgres");
  const data = join(place, "data");
  const uid = serverUser();
  if (!existsSync(data)) {
    mkdirSync(place, { recursive: true });
    if (uid !== undefined) chownSync(place, uid, -1);
    const args = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8"];
    execFileSync(join(bin, "initdb"), args, { cwd: "/", stdio: "ignore", ...(uid !== undefined && { uid }) });
  }
  const port = await freePort();
  const settings = {
    ...{ listen_addresses: "127.0.0.1", unix_socket_directories: place, max_connections: "200" },
    // Its lines are how we see that it is up.
    ...{ logging_collector: "off", log_destination: "stderr", log_min_messages: "log" },
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const up = (): Promise<Running> =>
    start({
      file: "/bin/sh",
      // What it says goes to its standard error.
      args: ["-c", 'exec "$@" 2>&1', "sh", join(bin, "postgres"), "-D", data, "-p", String(port), ...options],
      ready: /ready to accept connections/,
      log: join(folder, "postgres.log"),
      ...(uid !== undefined && { uid }),
    });
  let running = await up();
  const stop = async (signal: NodeJS.Signals) => {
    running.kill(signal);
    await running.ended;
  };
  return {
    engine: "postgres",
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async restart() {
      await stop("SIGQUIT");
      running = await up();
    },
    stop: () => stop("SIGINT"),
  };
}

/** PostgreSQL refuses to run as root. */
function serverUser(): number | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return Number(execFileSync("id", ["-u", "postgres"], { encoding: "utf8" }));
}
