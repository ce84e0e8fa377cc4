import type { GraphQLResolveInfo } from "graphql";
import type { AccountCount, AccountFilter, AccountOrder, Position } from "../../domain/account-list.ts";
import type { AccountSnapshot } from "../../domain/account-snapshot.ts";
import type { GatewayContext } from "../context.ts";
import { eventCursor } from "../event/event-view.ts";
import { cursorBinding } from "../relay/cursor.ts";
import { type PageArguments, pageSize } from "../relay/page-arguments.ts";
import type { PageInfo } from "../relay/page-info.ts";
import { selects } from "../selects.ts";
import type { AccountsArguments } from "./account-arguments.ts";
import type { AccountConnection, AccountEdge } from "./account-connection.ts";
import { accountView } from "./account-view.ts";
import { directoryFilter } from "./directory-filter.ts";

/** The page that `accounts` asks for. */
export function accountPage(
  context: GatewayContext,
  args: AccountsArguments,
  info: GraphQLResolveInfo,
): Promise<AccountConnection> {
  const filter = directoryFilter(args.filter ?? {}, args.search, context.providers.names);
  return directoryPage(context, { filter, order: args.orderBy }, args, info);
}

/** One page of any list of accounts, exactly as the Relay specification wants it. */
export async function directoryPage(
  { directory, viewer, cursors, providers, events }: GatewayContext,
  { filter, order }: { readonly filter: AccountFilter; readonly order: AccountOrder },
  args: PageArguments,
  info: GraphQLResolveInfo,
): Promise<AccountConnection> {
  const { from, limit } = pageSize(args);
  const binding = cursorBinding([order.field, order.direction, filter]);
  const open = (cursor: string | null | undefined) => (cursor == null ? null : cursors.open(binding, cursor));
  const window = { filter, order, after: open(args.after), before: open(args.before) };

  // Read before the page: what happens meanwhile is told twice rather than never.
  const head = selects(info, "eventCursor") ? await events.head() : 0;
  // One more than asked for tells whether the list goes on in the direction of travel.
  const found = await directory.page(viewer, { ...window, from, limit: limit + 1 });
  const goesOn = found.length > limit;
  const rows = from === "start" ? found.slice(0, limit) : found.slice(-limit);
  const cursorOf = (row: AccountSnapshot) => cursors.seal(binding, directory.position(row, order));

  const edges = rows.map(
    (snapshot): AccountEdge => ({
      cursor: cursorOf(snapshot),
      node: accountView(viewer, { snapshot, staleness: null }, providers.of(snapshot.ref)),
    }),
  );
  // The row too many answers for the direction of travel, unless a cursor bounds it.
  const told = (travels: boolean, bound: Position | null) => (travels && (goesOn || bound === null) ? goesOn : null);
  // Otherwise the list is asked, and only when the field is selected. Of an empty page all is known: what lies beyond
  // its bounds is at least the account that the bound was the cursor of.
  const beyond = (row: AccountSnapshot | undefined, side: "after" | "before", bound: Position | null) =>
    row === undefined
      ? bound !== null
      : async () => {
          const bounds = { after: null, before: null, [side]: directory.position(row, order) };
          return (await directory.page(viewer, { ...window, ...bounds, from: "start", limit: 1 })).length > 0;
        };
  const pageInfo: PageInfo = {
    hasNextPage: told(from === "start", window.before) ?? beyond(rows.at(-1), "after", window.before),
    hasPreviousPage: told(from === "end", window.after) ?? beyond(rows[0], "before", window.after),
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };

  let counting: Promise<AccountCount> | null = null;
  const count = () => {
    counting ??= directory.count(viewer, filter);
    return counting;
  };
  return {
    edges,
    pageInfo,
    totalCount: async () => (await count()).total,
    totalCountIsExact: async () => (await count()).isExact,
    eventCursor: eventCursor(cursors, head),
    sources: () => providers.sources(filter.providers ?? providers.names),
  };
}
