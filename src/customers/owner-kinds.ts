import type { OwnerKind } from "../domain/account.ts";

/** What owners of accounts are at each configured provider, by its name; none where it has no owners. */
export type OwnerKinds = ReadonlyMap<string, readonly OwnerKind[]>;

/** Why nobody can be linked to such an owner at a configured provider; null: somebody can. */
export function ownerProblem(ownerKinds: OwnerKinds, provider: string, kind: OwnerKind): string | null {
  const kinds = ownerKinds.get(provider) ?? [];
  if (kinds.includes(kind)) return null;
  return kinds.length === 0
    ? `${provider} has no owners: link single accounts there`
    : `${provider} has no such owners: there they are of the kind ${kinds.join(" or ")}`;
}
