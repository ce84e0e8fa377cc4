import type { ProviderOverview } from "../../accounts/provider-overview.ts";
import type { AccountFilter as DirectoryFilter, PageQuery } from "../../domain/account-list.ts";
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
  const beyond = (side: "next" | "previous") => (): Promise<boolean> => {
    const edge = side === "next" ? rows.at(-1) : rows[0];
    const bounds =
      side === "next"
        ? { after: edge ? directory.position(edge, order) : window.before, before: null }
        : { after: null, before: edge ? directory.position(edge, order) : window.after };
    return exists({ ...window, ...bounds, from: "start", limit: 1 });
  };
  const exists = async (query: PageQuery) => (await directory.page(viewer, query)).length > 0;
  const pageInfo: PageInfo = {
    hasNextPage:
      from === "start" && goesOn ? true : from === "start" && window.before === null ? false : beyond("next"),
    hasPreviousPage:
      from === "end" && goesOn ? true : from === "end" && window.after === null ? false : beyond("previous"),
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };

  return {
    edges,
    pageInfo,
    totalCount: () => directory.count(viewer, filter),
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
