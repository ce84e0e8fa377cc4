import type { AccountSnapshot } from "../../domain/account-snapshot.ts";
import type { GatewayContext } from "../context.ts";
import { numberedPage } from "../relay/numbered-page.ts";
import type { PageArguments } from "../relay/page-arguments.ts";
import type { AccountEventConnection } from "./event-type.ts";
import { eventCursor, eventView, openEventCursor } from "./event-view.ts";

/** One page of what happened to an account, the newest first. */
export async function historyPage(
  { events, cursors, viewer }: GatewayContext,
  account: AccountSnapshot,
  args: PageArguments,
): Promise<AccountEventConnection> {
  const { edges, pageInfo } = await numberedPage(args, {
    read: (stretch) => events.history(viewer, account, stretch),
    numberOf: ({ position }) => position,
    seal: (position) => eventCursor(cursors, position),
    open: (cursor) => openEventCursor(cursors, cursor),
  });
  return { edges: edges.map(({ cursor, row }) => ({ cursor, node: eventView(cursors, row) })), pageInfo };
}
