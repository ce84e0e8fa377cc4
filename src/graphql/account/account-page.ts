import type { ProviderOverview } from "../../accounts/provider-overview.ts";
import type { AccountCount, AccountFilter as DirectoryFilter, Position } from "../../domain/account-list.ts";
import type { AccountSnapshot } from "../../domain/account-snapshot.ts";
import { GatewayError } from "../../domain/errors.ts";
import type { GatewayContext } from "../context.ts";
import { cursorBinding } from "../relay/cursor.ts";
import { pageSize } from "../relay/page-arguments.ts";
import type { PageInfo } from "../relay/page-info.ts";
import type { AccountFilter, AccountsArguments } from "./account-arguments.ts";
import type { AccountConnection, AccountEdge } from "./account-connection.ts";
import { accountView } from "./account-view.ts";

/** One page of accounts, exactly as the Relay specification wants it. */
export async function accountPage(context: GatewayContext, args: AccountsArguments): Promise<AccountConnection> {
  const { directory, viewer, cursors, providers } = context;
  const { from, limit } = pageSize(args);
  const filter = directoryFilter(args.filter ?? {}, providers);
  const order = args.orderBy;
  const binding = cursorBinding([order.field, order.direction, filter]);
  const open = (cursor: string | null | undefined) => (cursor == null ? null : cursors.open(binding, cursor));
  const window = { filter, order, after: open(args.after), before: open(args.before) };

  // One more than asked for tells whether the list goes on in the direction of travel.
  const found = await directory.page(viewer, { ...window, from, limit: limit + 1 });
  const goesOn = found.length > limit;
  const rows = from === "start" ? found.slice(0, limit) : found.slice(-limit);
  const cursorOf = (row: AccountSnapshot) => cursors.seal(binding, directory.position(row, order));

  const edges = rows.map(
    (snapshot): AccountEdge => ({
      cursor: cursorOf(snapshot),
      node: accountView({ snapshot, staleness: null }, providers.of(snapshot.ref)),
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
    sources: () => providers.sources(filter.providers ?? providers.names),
  };
}

/** Unknown provider names are refused: a misspelt one must not look like an empty provider. */
function directoryFilter(filter: AccountFilter, { names }: ProviderOverview): DirectoryFilter {
  if (filter.providers?.some((name) => !names.includes(name))) {
    throw new GatewayError("UNKNOWN_PROVIDER", `There is no such provider here; configured are ${names.join(", ")}.`);
  }
  return {
    ...(filter.providers ? { providers: unique(filter.providers) } : {}),
    ...(filter.statuses ? { statuses: unique(filter.statuses) } : {}),
    ...(filter.holderTypes ? { holderTypes: unique(filter.holderTypes) } : {}),
  };
}

/** Sorted and without repeats, so that the same filter in other words has the same cursors. */
function unique<Word extends string>(words: readonly Word[]): Word[] {
  return [...new Set(words)].sort();
}
