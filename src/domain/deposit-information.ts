import type { RoutingCode } from "./account.ts";

/** What a payer needs to pay in by one scheme. May differ from the account's own identifiers (pooled accounts). */
export interface DepositInstruction extends DepositAccount {
  /** The provider's own word: `faster-payments`, `chaps`, `swift`, `internal`, or any other. */
  readonly scheme: string;
  /** The bank that the payment passes through; one level deep. */
  readonly intermediaryAccount: DepositAccount | null;
}

export interface DepositAccount {
  readonly accountHolderName: string | null;
  readonly country: string | null;
  readonly currency: string | null;
  readonly iban: string | null;
  readonly accountNumber: string | null;
  readonly ledgerNumber: string | null;
  readonly routingCodes: readonly RoutingCode[];
  /** What the payer must quote; compulsory for pooled accounts. */
  readonly reference: string | null;
  readonly bankName: string | null;
  readonly bankAddress: string | null;
}
