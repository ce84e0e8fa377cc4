import type { Amount } from "../kit/amount.ts";
import type { SimulatorAccount } from "../kit/simulator.ts";

export type Status = "active" | "blocked" | "closed";

/** One balance; which identifiers it has depends on its currency. */
export interface PayneticsBalance {
  readonly token: string;
  readonly currency: string;
  readonly available: Amount;
  readonly blocked: Amount;
  readonly iban: string | null;
  readonly sortCode: string | null;
  readonly accountNumber: string | null;
  readonly number: string;
  readonly isMain: boolean;
}

/** One booking on a balance, newest last. Every movement changes the balance. */
export interface Movement {
  readonly token: string;
  /** ISO 8601 in UTC. */
  readonly date: string;
  readonly type: string;
  readonly code: string;
  readonly amount: Amount;
  readonly currency: string;
  readonly direction: "debit" | "credit";
  readonly reference: string;
  readonly balance: string;
}

/** An account in Paynetics' books. `main` and `alias` are known there but never returned. */
export interface PayneticsAccount extends SimulatorAccount {
  readonly program: string;
  /** Empty when unused, as are `user` and `alias`. */
  readonly merchant: string;
  readonly user: string;
  /** The main account's token on a virtual account, null otherwise. */
  readonly main: string | null;
  readonly alias: string;
  readonly number: string;
  readonly linkKey: string;
  readonly status: Status;
  /** On a virtual account the figures stand at zero: it shows its main account's. */
  readonly balances: readonly PayneticsBalance[];
  readonly movements: readonly Movement[];
}
