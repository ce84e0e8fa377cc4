import { createHmac, hash as digest } from "node:crypto";
import type { Instant } from "../domain/account.ts";
import type { AuditLogTable } from "./tables.ts";

// How entries are chained. The format is for ever: `audit:verify` computes it anew for entries of any age.

/** The columns that an entry keeps whatever is erased of it. */
export type KeptColumns = Pick<
  AuditLogTable,
  "position" | "at" | "kind" | "provider" | "provider_account_id" | "operation_id"
>;

export interface AuditHead {
  /** Names the chain: given at random when the log was made, so that no other log's entries fit. */
  readonly chain: string;
  /** Of the last entry; 0 before the first. */
  readonly position: number;
  readonly hash: string;
  /** When the last entry was written; of an empty log, when the log was made. */
  readonly at: Instant;
}

/** What stands before the first entry. */
export function genesisHash(chain: string): string {
  return sha256(`account-gateway audit log ${chain}`);
}

/** The salt keeps what is erased from being guessed by its hash. */
export function detailsHash(salt: string, details: string): string {
  return sha256(`${salt}${details}`);
}

export function entryHash(previousHash: string, kept: KeptColumns, hashOfDetails: string): string {
  const { position, at, kind, provider, provider_account_id, operation_id } = kept;
  const canonical = JSON.stringify([position, at, kind, provider, provider_account_id, operation_id]);
  return sha256(`${previousHash}${canonical}${hashOfDetails}`);
}

/** Who does not know the key cannot write another head. */
export function sealOf({ chain, position, hash, at }: AuditHead, key: string): string {
  return createHmac("sha256", Buffer.from(key, "base64"))
    .update(JSON.stringify([chain, position, hash, at]))
    .digest("hex");
}

function sha256(text: string): string {
  return digest("sha256", text, "hex");
}
