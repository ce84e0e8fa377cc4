import { join } from "node:path";
import process from "node:process";
import { startSandbox } from "../../src/sandbox/index.ts";
import { controls, type Simulator } from "../support/simulator-controls.ts";
import { type Running, start } from "./process.ts";

export const bankNames = ["inventi", "if", "paynetics", "revsto"] as const;
export type BankName = (typeof bankNames)[number];

/** An account in a ledger: the provider's own JSON, with what its API hides. */
export type LedgerAccount = Readonly<Record<string, unknown>> & { readonly id: string };

/** A provider's simulator, and its ledger, which is the witness. */
export interface Bank extends Pick<Simulator, "url" | "fault" | "clearFaults" | "admin"> {
  readonly name: BankName;
  readonly providerConfig: Readonly<Record<string, unknown>>;
  accounts(): Promise<readonly LedgerAccount[]>;
  /** How many faults are armed that have not struck yet. */
  faultsToCome(): Promise<number>;
}

export interface Banks {
  readonly banks: readonly Bank[];
  stop(): Promise<void>;
}

/**
 * All simulators in a process of their own: they outlive every gateway. The same folder is the same world, which began
 * with so many accounts at each.
 */
export async function openBanks(program: string, folder: string, accounts = 400): Promise<Banks> {
  const running: Running = await start({
    file: process.execPath,
    args: [program],
    env: { DATA_DIR: folder, SANDBOX_ACCOUNTS: String(accounts) },
    ready: /^revsto /,
    log: join(folder, "sandbox.log"),
  });
  // The driver only learns their addresses and credentials: the simulators run elsewhere.
  const { simulators, isAttached } = await startSandbox({ dataDir: join(folder, "sandbox") });
  if (!isAttached) throw new Error("The simulators do not run.");
  const banks = simulators.map(
    (simulator): Bank => ({
      ...controls(simulator),
      name: simulator.name as BankName,
      providerConfig: simulator.providerConfig,
      accounts: () => ledgerOf(simulator.url),
      faultsToCome: () => faultsToCome(simulator.url),
    }),
  );
  return {
    banks,
    async stop() {
      running.kill("SIGTERM");
      await running.ended;
    },
  };
}

async function ledgerOf(url: string): Promise<LedgerAccount[]> {
  const answer = await fetch(`${url}/__ledger?requests=0`);
  const { accounts } = (await answer.json()) as { accounts: Record<string, unknown>[] };
  return accounts.map((account) => ({ ...account, id: String(account.id) }));
}

async function faultsToCome(url: string): Promise<number> {
  const answer = await fetch(`${url}/__faults`);
  const { faults } = (await answer.json()) as { faults: { fired: number }[] };
  return faults.filter(({ fired }) => fired === 0).length;
}
