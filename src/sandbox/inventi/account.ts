import { rawJSON } from "../kit/raw-json.ts";
import type { SimulatorAccount } from "../kit/simulator.ts";

/** The API's own organisation object, kept as it came. */
type Organisation = Readonly<Record<string, unknown>>;

/** An account as Inventi stores and prints it, except that its id is a number on the wire. */
export interface InventiAccount extends SimulatorAccount {
  readonly clientAccountId: string;
  readonly iban: string;
  readonly accountType: "PRIVATE" | "LEGAL";
  readonly accountHolderName: string;
  readonly status: "OPEN" | "CLOSED";
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null or absent when the account was registered with an existing IBAN. */
  readonly ibanMetadata?: IbanMetadata | null;
  readonly accountHolderNameAliases?: readonly string[] | null;
  readonly organisationIdentification?: Organisation | null;
}

export interface IbanMetadata {
  readonly countryCode: string;
  readonly bankCode: string;
  readonly accountCode: string;
}

/** Account ids are 64-bit: printed digit by digit, since a JavaScript number would round the large ones. */
export function toJson(account: InventiAccount): unknown {
  return { ...account, id: rawJSON(account.id) };
}

/** A row without what the documents' search sample leaves out. */
export function toShortRow(account: InventiAccount): unknown {
  const { ibanMetadata, accountHolderNameAliases, organisationIdentification, ...row } = account;
  return { ...row, id: rawJSON(account.id) };
}
