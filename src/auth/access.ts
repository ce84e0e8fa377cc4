import { GatewayError } from "../domain/errors.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Principal, Scope } from "./principal.ts";

/** Throws FORBIDDEN, naming the scope, unless the caller's token has it. */
export function requireScope(principal: Principal, scope: Scope): void {
  if (!principal.scopes.has(scope)) {
    throw new GatewayError("FORBIDDEN", `Your token lacks the scope ${scope}.`);
  }
}

/** Which accounts the caller may see: all with `accounts:all`, else those linked to its subject. */
export function viewerOf(principal: Principal): Viewer {
  return principal.scopes.has("accounts:all")
    ? { sees: "everything" }
    : { sees: "linked", customerId: principal.subject };
}
