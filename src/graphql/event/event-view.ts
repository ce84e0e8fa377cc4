import type * as domain from "../../domain/account-event.ts";
import type { CursorCodec } from "../relay/cursor.ts";
import { operationId, webhookDeliveryId } from "../relay/node.ts";
import type { AccountEvent } from "./event-type.ts";

/** All event cursors are places in the one log, wherever they were got from. */
const binding = "events";

export function eventCursor(cursors: CursorCodec, position: number): string {
  return cursors.seal(binding, { key: position, rowId: 0 });
}

/** The position in the log; throws INVALID_CURSOR, or CURSOR_MISMATCH for the cursor of a list. */
export function openEventCursor(cursors: CursorCodec, cursor: string): number {
  return Number(cursors.open(binding, cursor).key);
}

/** An event as the schema shows it. */
export function eventView(cursors: CursorCodec, event: domain.AccountEvent): AccountEvent {
  const { position, deliveryId, operationId: operation, ...shown } = event;
  return {
    ...shown,
    cursor: eventCursor(cursors, position),
    delivery: deliveryId && webhookDeliveryId(deliveryId),
    operation: operation && operationId(operation),
  };
}
