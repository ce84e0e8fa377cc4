import type { Owner, OwnerKind } from "../domain/account.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Viewer } from "../domain/viewer.ts";
import { isOwnerLinked } from "../storage/customer-store.ts";
import type { Database } from "../storage/database.ts";

/**
 * Throws FORBIDDEN unless the viewer may have accounts opened for this owner: everybody that is named must be linked to a
 * customer. `places` says where in the input an owner of each kind is named.
 */
export async function requireOwner(
  database: Pick<Database, "read">,
  viewer: Viewer,
  provider: string,
  { kind, id, secondaryId }: Owner,
  places: Readonly<Partial<Record<OwnerKind, readonly string[]>>> = {},
): Promise<void> {
  if (viewer.sees === "everything") return;
  const named = [{ kind, id }, ...(secondaryId === null ? [] : [{ kind: "USER" as const, id: secondaryId }])];
  for (const owner of named) {
    if (await isOwnerLinked(database.read, viewer.customerId, provider, owner)) continue;
    const inputPath = places[owner.kind];
    throw new GatewayError("FORBIDDEN", "This owner is not linked to you.", {
      provider,
      ...(inputPath && { inputPath }),
    });
  }
}

/** The customer for whom something is done: a customer's own token acts for itself alone. Throws FORBIDDEN. */
export function customerFor(viewer: Viewer, asked: string | null): string | null {
  if (viewer.sees === "everything") return asked;
  if (asked !== null && asked !== viewer.customerId) {
    throw new GatewayError("FORBIDDEN", "Your token acts for its own customer only: leave `customerId` out.", {
      inputPath: ["customerId"],
    });
  }
  return viewer.customerId;
}
