import type { Amount } from "../kit/amount.ts";
import type { SimulatorAccount } from "../kit/simulator.ts";

export const statuses = ["pending", "active", "inactive", "suspended", "closed", "declined"] as const;
export type Status = (typeof statuses)[number];

export const connectionStates = [
  "creation-in-progress",
  "completed-up-to-date",
  "completed-outdated",
  "creation-failed",
  "dependency-failed",
] as const;
export type ConnectionState = (typeof connectionStates)[number];

export interface ConnectionError {
  readonly category: string;
  readonly origin: string;
  readonly code: string;
  readonly message: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The account's link to a service provider, run by the platform (built-in) or reported by the customer (plug-in). */
export interface Connection {
  readonly id: string | null;
  readonly method: "built-in" | "plug-in";
  readonly serviceProvider: string | null;
  readonly reference: string | null;
  readonly state: ConnectionState;
  readonly status: string | null;
  readonly error: ConnectionError | null;
}

export interface Identifiers {
  readonly iban: string | null;
  readonly accountNumber: string | null;
  readonly routingCodes: Readonly<Record<string, string>>;
}

/** An account in the platform's books. Which fields an answer shows depends on the endpoint (`present.ts`). */
export interface IfAccount extends SimulatorAccount, Identifiers {
  readonly clientId: string;
  readonly mainAccountId: string | null;
  readonly status: Status;
  readonly country: string;
  readonly currency: string;
  readonly alias: string;
  readonly ledgerNumber: string;
  readonly available: Amount;
  readonly receivable: Amount;
  readonly serviceProvider: string | null;
  readonly accountHolderName: string;
  readonly accountHolderIdentityType: "individual" | "corporate";
  /** Null on sub-accounts. */
  readonly connection: Connection | null;
  /** Whether deposits arrive on the institution's own account and need a reference. */
  readonly isPooled: boolean;
  /** The account's id at its provider before it was migrated here. */
  readonly sourceId: string | null;
  /** What the service provider will have done by a moment (milliseconds since 1970). See `provisioning.ts`. */
  readonly upcoming: { readonly at: number; readonly change: Partial<IfAccount> } | null;
}
