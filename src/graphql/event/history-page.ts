import type { AccountSnapshot } from "../../domain/account-snapshot.ts";
import type { GatewayContext } from "../context.ts";
import { type PageArguments, pageSize } from "../relay/page-arguments.ts";
import type { AccountEventConnection } from "./event-type.ts";
import { eventView, openEventCursor } from "./event-view.ts";

/** One page of what happened to an account, the newest first. */
export async function historyPage(
  { events, cursors, viewer }: GatewayContext,
  account: AccountSnapshot,
  args: PageArguments,
): Promise<AccountEventConnection> {
  const { from, limit } = pageSize(args);
  const open = (cursor: string | null | undefined) => (cursor == null ? null : openEventCursor(cursors, cursor));
  // Newest first: what comes after a cursor is older.
  const bounds = { olderThan: open(args.after), newerThan: open(args.before) };
  const end = from === "start" ? "newest" : "oldest";
  const found = await events.history(viewer, account, { ...bounds, limit: limit + 1, from: end });
  const goesOn = found.length > limit;
  const page = found.slice(0, limit);
  const shown = from === "start" ? page : page.toReversed();

  const edges = shown.map((event) => {
    const node = eventView(cursors, event);
    return { cursor: node.cursor, node };
  });
  const beyond = (side: "newerThan" | "olderThan") => async () => {
    const edge = (side === "newerThan" ? shown[0] : shown.at(-1))?.position ?? null;
    const query = { newerThan: null, olderThan: null, [side]: edge, limit: 1, from: "newest" } as const;
    return edge !== null && (await events.history(viewer, account, query)).length > 0;
  };
  return {
    edges,
    pageInfo: {
      hasNextPage: from === "start" && bounds.newerThan === null ? goesOn : beyond("olderThan"),
      hasPreviousPage: from === "end" && bounds.olderThan === null ? goesOn : beyond("newerThan"),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
