import type { Owner } from "./account.ts";

/** Where the provider has no key, accounts of one owner and product can be told apart by nothing else: what they share. */
export function ownerLane(provider: string, owner: Owner | null, productCode: string | null): string {
  const { kind = null, id = null, secondaryId = null } = owner ?? {};
  return JSON.stringify(["creation", provider, kind, id, secondaryId, productCode]);
}
