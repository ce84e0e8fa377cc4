import { integratedFinance, makePrivateKey } from "../../src/sandbox/integrated-finance/index.ts";
import { inventi } from "../../src/sandbox/inventi/index.ts";
import { type RunningSimulator, type StartOptions, startSimulator } from "../../src/sandbox/kit/start.ts";
import { paynetics } from "../../src/sandbox/paynetics/index.ts";
import { revsto } from "../../src/sandbox/revsto/index.ts";

export const simulatorNames = ["inventi", "if", "paynetics", "revsto"] as const;
export type SimulatorName = (typeof simulatorNames)[number];

/** The four simulators one by one, each of which a test can stop alone. */
export type Simulators = Readonly<Record<SimulatorName, Pick<RunningSimulator, "url" | "providerConfig" | "stop">>>;

/** Starts all four; `options` as of one. */
export async function startSimulators(options: Pick<StartOptions, "now" | "accounts"> = {}): Promise<Simulators> {
  return {
    inventi: await startSimulator(inventi, options),
    if: await startSimulator(integratedFinance(makePrivateKey()), options),
    paynetics: await startSimulator(paynetics, options),
    revsto: await startSimulator(revsto, options),
  };
}
