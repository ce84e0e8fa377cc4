import { isDeepStrictEqual } from "node:util";
import type { GatewayContext } from "../context.ts";
import { callerOf } from "./operation-caller.ts";
import type { Operation } from "./operation-type.ts";
import { operationView } from "./operation-view.ts";

/** The operation with this UUID; null when it is not there, or is somebody else's and the caller no back office. */
export async function findOperation(context: GatewayContext, uuid: string): Promise<Operation | null> {
  const operation = await context.journal.get(uuid);
  if (operation === null) return null;
  const isOwn = isDeepStrictEqual(operation.caller, callerOf(context.principal));
  return isOwn || context.viewer.sees === "everything" ? operationView(context, operation) : null;
}
