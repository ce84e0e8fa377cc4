import { requireScope } from "../../auth/access.ts";
import type { GatewayContext } from "../context.ts";
import { numberedPage } from "../relay/numbered-page.ts";
import { type AccountEventsArguments, eventFilter } from "./event-filter.ts";
import type { AccountEventConnection } from "./event-type.ts";
import { eventCursor, eventView, openEventCursor } from "./event-view.ts";

/** One page of everything that happened, the newest first; for callers who may see all accounts. */
export async function eventPage(
  { principal, viewer, feed, cursors, providers }: GatewayContext,
  args: AccountEventsArguments,
): Promise<AccountEventConnection> {
  requireScope(principal, "accounts:read");
  requireScope(principal, "accounts:all");
  const filter = eventFilter(args.filter ?? {}, viewer, providers.names);
  const { edges, pageInfo } = await numberedPage(args, {
    read: (stretch) => feed.page(filter, stretch),
    numberOf: ({ position }) => position,
    seal: (position) => eventCursor(cursors, position),
    open: (cursor) => openEventCursor(cursors, cursor),
  });
  return { edges: edges.map(({ cursor, row }) => ({ cursor, node: eventView(cursors, row) })), pageInfo };
}
