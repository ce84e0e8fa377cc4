import process from "node:process";
import { type OperationStep, operationSteps } from "./operations.ts";

/** `dispatching:3`: the third time that an operation of this process has come so far. */
export interface CrashPoint {
  readonly step: OperationStep;
  readonly time: number;
}

/** Null when the text names no step. */
export function parseCrashPoint(written: string): CrashPoint | null {
  const [, word, time = "1"] = /^([a-z]+)(?::([1-9]\d{0,5}))?$/.exec(written) ?? [];
  const step = operationSteps.find((known) => known === word);
  return step === undefined ? null : { step, time: Number(time) };
}

/** Ends this process there as a power cut would: for tests of what is left behind. */
export function crashAt({ step, time }: CrashPoint): (reached: OperationStep) => void {
  let times = 0;
  return (reached) => {
    if (reached !== step) return;
    times += 1;
    if (times === time) process.kill(process.pid, "SIGKILL");
  };
}
