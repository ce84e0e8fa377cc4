import type { Owner } from "./account.ts";

/** Where the provider has no key, accounts of one owner and product can be told apart by nothing else: what they share. */
export function ownerLane(provider: string, owner: Owner | null, productCode: string | null): string {
  const { kind = null, id = null, secondaryId = null } = owner ?? {};
  return JSON.stringify(["creation", provider, kind, id, secondaryId, productCode]);
}

/**
 * Where it has one, any number of accounts may be opened together. What an account that comes of a creation after
 * all will tell for certain: its owner (not the product, which may be chosen later); where the provider has no
 * owners, the client's own id.
 */
export function creationTrace(provider: string, owner: Owner | null, clientAccountId: string | null): string {
  if (owner === null) return JSON.stringify(["created as", provider, clientAccountId]);
  return JSON.stringify(["created for", provider, owner.kind, owner.id, owner.secondaryId]);
}

/** Closings of one holder go one after the other. */
export function holderLane(provider: string, { kind, id }: Pick<Owner, "kind" | "id">): string {
  return JSON.stringify(["holder", provider, kind, id]);
}
