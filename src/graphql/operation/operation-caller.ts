import type { Principal } from "../../auth/principal.ts";
import type { OperationCaller } from "../../domain/operation.ts";

/** Whose keys a token's holder uses; in the journal, what is empty is not there. */
export function callerOf({ issuer, clientId, subject }: Principal): OperationCaller {
  return { issuer: issuer || null, clientId: clientId || null, subject };
}
