import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** A program of ours that is up. */
export interface Running {
  kill(signal: NodeJS.Signals): void;
  /** How it ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The line of its output that says that it is up. */
  readonly ready: RegExp;
  /** Where its standard error goes. */
  readonly log: string;
  readonly uid?: number;
}

const running = new Set<Pick<ChildProcess, "kill">>();

/** A program ended before it was up. */
export class EndedTooSoon extends Error {
  readonly how: number | NodeJS.Signals;

  constructor(command: string, how: number | NodeJS.Signals, log: string) {
    super(`${command} ended (${how}) before it was up; see ${log}`);
    this.how = how;
  }
}

/** Starts a program and waits until it is up. Throws `EndedTooSoon`. */
export async function start({ file, args, env = {}, ready, log, uid }: Program): Promise<Running> {
  const { PATH = "", HOME = "" } = process.env;
  const errors = openSync(log, "a");
  const options = { env: { PATH, HOME, ...env }, cwd: uid === undefined ? process.cwd() : "/" };
  const own = uid === undefined ? options : { ...options, uid };
  const child = spawn(file, args, { ...own, stdio: ["ignore", "pipe", errors] });
  closeSync(errors);
  running.add(child);
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve(signal ?? code ?? 0);
    });
  });
  const stdout = child.stdout as Readable;
  for await (const line of createInterface({ input: stdout })) {
    if (!ready.test(line)) continue;
    stdout.resume();
    return { kill: (signal) => void child.kill(signal), ended };
  }
  throw new EndedTooSoon([file, ...args].join(" "), await ended, log);
}

/** For the end of the driver itself, however it comes: no program is left behind. */
export function killAll(): void {
  for (const child of running) child.kill("SIGKILL");
}
