import process from "node:process";
import { type OperationStep, operationSteps } from "./operations.ts";

/** Where a process ends itself. */
export interface CrashPoint {
  readonly step: OperationStep;
  /** When so many operations of this process have come to the step. */
  readonly time: number;
  /** Whether those that come first wait there, so that all of them are cut off at the same step. */
  readonly together: boolean;
}

/**
 * `dispatching:3`: the third time that an operation comes so far; `dispatching:3:together`: with three that wait there.
 * Null when the text names no step.
 */
export function parseCrashPoint(written: string): CrashPoint | null {
  const [, word, time = "1", together] = /^([a-z]+)(?::([1-9]\d{0,5}))?(:together)?$/.exec(written) ?? [];
  const step = operationSteps.find((known) => known === word);
  return step === undefined ? null : { step, time: Number(time), together: together !== undefined };
}

/** Ends this process there as a power cut would: for tests of what is left behind. */
export function crashAt({ step, time, together }: CrashPoint): (reached: OperationStep) => Promise<void> {
  let times = 0;
  return async (reached) => {
    if (reached !== step) return;
    times += 1;
    if (times === time) process.kill(process.pid, "SIGKILL");
    if (together) await new Promise(() => {});
  };
}
