import type { TypedDocumentNode } from "@graphql-typed-document-node/core";

import {
  type AccountEventFilter,
  type AccountFieldsFragment,
  AccountsPageDocument,
  type AccountsPageQueryVariables,
} from "./generated/documents.ts";
import { createSdk, type Sdk } from "./generated/sdk.ts";
import type { Result } from "./result.ts";
import { retrying } from "./retries.ts";
import { type Asked, createTransport, type GatewayClientOptions } from "./transport.ts";
import { type Connection, type WalkOptions, walk } from "./walk.ts";
import { type Watch, type WatchOptions, watchAccountStatus } from "./watch.ts";

/** Which accounts to walk through, and in which order. */
export type AccountsWalk = WalkOptions & Pick<AccountsPageQueryVariables, "filter" | "search" | "orderBy">;

type Paging = "first" | "after" | "last" | "before";

export interface GatewayClient extends Sdk {
  /** An operation of your own, typed by its document. */
  request<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    ...asked: Asked<Variables>
  ): Promise<Result<Data>>;
  /** Every account of a list, one after the other: `for await (const account of gateway.accounts({ … }))`. */
  accounts(asked?: AccountsWalk): AsyncGenerator<AccountFieldsFragment, void, undefined>;
  /**
   * Calls `onEvent` for each change of these accounts' status, once and in order, over breaks of the connection and
   * restarts of the gateway: `gateway.watchAccountStatus({ ids }, { after, onEvent })`.
   */
  watchAccountStatus(filter: AccountEventFilter, options: WatchOptions): Watch;
  /**
   * Every row of any other list: `gateway.walk(HistoryDocument, { id }, ({ account }) => account?.history)`. The document
   * takes `$first` and `$after`; a list that is not there has no rows.
   */
  walk<Node, Data, Variables extends { readonly first?: unknown; readonly after?: unknown }>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Omit<Variables, Paging>,
    pick: (data: Data) => Connection<Node> | null | undefined,
    options?: WalkOptions,
  ): AsyncGenerator<Node, void, undefined>;
}

/** A client of one gateway. It keeps nothing: make one and use it everywhere. */
export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const send = retrying(createTransport(options));
  const walkAll: GatewayClient["walk"] = (document, variables, pick, { pageSize = 100, ...asked } = {}) => {
    type Variables = typeof document extends TypedDocumentNode<unknown, infer V> ? V : never;
    return walk({
      ...asked,
      pick,
      load: (after, signal) =>
        send(document, { ...variables, first: pageSize, after } as unknown as Variables, { signal }),
    });
  };
  return {
    ...createSdk(send),
    request: (document, ...[variables, asked]) =>
      send(document, variables ?? ({} as NonNullable<typeof variables>), asked),
    walk: walkAll,
    watchAccountStatus: (filter, asked) => watchAccountStatus(options, filter, asked),
    accounts: ({ filter, search, orderBy, ...rest } = {}) => {
      const chosen = { filter, search, ...(orderBy === undefined ? {} : { orderBy }) };
      return walkAll(AccountsPageDocument, chosen, ({ accounts }) => accounts, rest);
    },
  };
}
