import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";

/** A server in a process of its own. */
export interface Server {
  readonly url: string;
  /** What it printed behind `ready URL`, if anything. */
  readonly more: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

const hasTaskset = (() => {
  try {
    execFileSync("taskset", ["-c", "0", "true"]);
    return true;
  } catch {
    return false;
  }
})();

/** Servers share the first core, and leave the other one to the load; without `taskset` the system decides. */
export const pinning = hasTaskset ? "server on core 0, load on core 1" : "cores not pinned (no taskset here)";

/** This process, which makes the load, on the second core. */
export function pinLoad(): void {
  if (hasTaskset) execFileSync("taskset", ["-cp", "1", String(process.pid)], { stdio: "ignore" });
}

/** Starts a program of ours and resolves when it prints `ready URL`. */
export async function serve(program: string, env: Record<string, string> = {}, core = "0"): Promise<Server> {
  const command = [process.execPath, "--disable-warning=ExperimentalWarning", program];
  const [file = "", ...args] = hasTaskset ? ["taskset", "-c", core, ...command] : command;
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    running.delete(child);
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url, more = ""] = /^ready (\S+) ?(.*)$/.exec(line) ?? [];
    if (url !== undefined) return { url, more, stop, pid: child.pid ?? 0 };
  }
  throw new Error(`${program} did not start.`);
}

/** Runs a program of ours to its end. */
export async function run(program: string, ...args: string[]): Promise<void> {
  const command = ["--disable-warning=ExperimentalWarning", program, ...args];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "inherit", "inherit"] });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${program} failed.`);
}

export function stopAll(): void {
  for (const child of running) child.kill("SIGTERM");
}
