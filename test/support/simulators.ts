import { integratedFinance, makePrivateKey } from "../../src/sandbox/integrated-finance/index.ts";
import { inventi } from "../../src/sandbox/inventi/index.ts";
import { type RunningSimulator, type StartOptions, startSimulator } from "../../src/sandbox/kit/start.ts";
import { paynetics } from "../../src/sandbox/paynetics/index.ts";
import { revsto } from "../../src/sandbox/revsto/index.ts";

export const simulatorNames = ["inventi", "if", "paynetics", "revsto"] as const;
export type SimulatorName = (typeof simulatorNames)[number];

/** The four simulators one by one, each of which a test can stop alone. */
export type Simulators = Readonly<Record<SimulatorName, Pick<RunningSimulator, "url" | "providerConfig" | "stop">>>;

type Options = Pick<StartOptions, "now" | "accounts">;

const starts: Readonly<Record<SimulatorName, (options: Options) => Promise<Simulators[SimulatorName]>>> = {
  inventi: (options) => startSimulator(inventi, options),
  if: (options) => startSimulator(integratedFinance(makePrivateKey()), options),
  paynetics: (options) => startSimulator(paynetics, options),
  revsto: (options) => startSimulator(revsto, options),
};

export function startOneSimulator(name: SimulatorName, options: Options = {}): Promise<Simulators[SimulatorName]> {
  return starts[name](options);
}

/** Starts all four; `options` as of one. */
export async function startSimulators(options: Options = {}): Promise<Simulators> {
  return {
    inventi: await starts.inventi(options),
    if: await starts.if(options),
    paynetics: await starts.paynetics(options),
    revsto: await starts.revsto(options),
  };
}
