import { createClient as createSseClient } from "graphql-sse";
import { createGatewayClient } from "../../../src/client/index.ts";
import { eventsDocument, socketClient, statusDocument } from "../../support/follow.ts";

/** An event as a client is told of it. */
export interface Told {
  readonly cursor: string;
  readonly type: string;
  readonly newStatus: string;
  /** The account's global id. */
  readonly account: string;
}

/** Hears what a client is told, in the order in which it comes. */
export interface Ear {
  event(told: Told): void;
  /** A cursor to come back with, told without an event. */
  bookmark(cursor: string): void;
  refusal(message: string): void;
  /** The connection broke, and the client comes back by itself. */
  interruption(): void;
}

export interface Connection {
  /** Resolves when it has ended, by whomever; nothing is heard after that. */
  readonly ended: Promise<void>;
  /** Goes, without a word where the client allows that. */
  leave(): void;
}

export interface Begin {
  readonly url: string;
  readonly token: string;
  /** The last cursor that was told, by an event or a bookmark. */
  readonly after: string;
}

/** Whoever follows: what it is told of, and how it connects. */
export interface FollowingClient {
  /** At such a part of the bookmarks that move its cursor it goes at once: only then it comes back with what they said. */
  readonly leavesAtBookmarks: number;
  readonly isTold: (event: Pick<Told, "type" | "newStatus">) => boolean;
  open(begin: Begin, ear: Ear): Connection;
}

type Data = { readonly accountEvents: Omit<Told, "account"> & { readonly account: { readonly id: string } } };

interface Result {
  readonly data?: Data | null | undefined;
  readonly errors?: readonly { readonly message: string }[] | undefined;
}

const everything = () => true;

/** So often another subscription takes the place of the last one on a client's socket, in milliseconds. */
const viewMs = 50;

/** graphql-ws: bookmarks are in pings, for each subscription's id. */
const graphqlWs = (isTold: FollowingClient["isTold"], filter: object): FollowingClient => ({
  // It has many of them.
  leavesAtBookmarks: 0.1,
  isTold,
  open({ url, token, after }, ear) {
    const ids = ["follow"];
    let isLeft = false;
    const client = socketClient(url, token, {
      generateID: () => ids.shift() ?? crypto.randomUUID(),
      on: {
        ping(isReceived: boolean, payload?: { bookmarks?: Record<string, string> }) {
          const cursor = payload?.bookmarks?.follow;
          if (isReceived && !isLeft && cursor !== undefined) ear.bookmark(cursor);
        },
      },
    });
    let isUp = false;
    client.on("connected", () => {
      isUp = true;
    });
    const ended = subscribed<Result>(
      (sink) => client.subscribe<Data>({ query: eventsDocument, variables: { after, filter } }, sink),
      (result) => !isLeft && hear(result, ear),
    );
    // A page's views come and go on its one socket, and whenever one begins, all are told how far they are.
    let closeView = () => {};
    const views = setInterval(() => {
      closeView();
      closeView = client.subscribe({ query: statusDocument }, { next() {}, error() {}, complete() {} });
    }, viewMs);
    return {
      ended: ended.finally(() => clearInterval(views)),
      leave() {
        isLeft = true;
        clearInterval(views);
        // A socket that is not open yet can only be waited for.
        if (isUp) client.terminate();
        void Promise.resolve(client.dispose()).catch(() => {});
      },
    };
  },
});

/** graphql-sse tells nothing of ids: it comes back with its last event's own cursor. */
const graphqlSse: FollowingClient = {
  leavesAtBookmarks: 1,
  isTold: everything,
  open({ url, token, after }, ear) {
    const client = createSseClient({ url, headers: { authorization: `Bearer ${token}` }, retryAttempts: 0 });
    let isLeft = false;
    const ended = subscribed<Result>(
      (sink) => client.subscribe<Data>({ query: eventsDocument, variables: { after } }, sink),
      (result) => !isLeft && hear(result, ear),
    );
    return {
      ended,
      leave() {
        isLeft = true;
        client.dispose();
      },
    };
  },
};

/**
 * What browsers do, read by hand as an EventSource does not show it: the last `id:` of a finished block is sent back as
 * `Last-Event-ID`, also that of a block without data.
 */
const eventSource: FollowingClient = {
  leavesAtBookmarks: 1,
  isTold: everything,
  open({ url, token, after }, ear) {
    const gone = new AbortController();
    async function listen(): Promise<void> {
      const response = await fetch(`${url}?${new URLSearchParams({ query: eventsDocument })}`, {
        headers: { accept: "text/event-stream", authorization: `Bearer ${token}`, "last-event-id": after },
        signal: gone.signal,
      });
      let text = "";
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const blocks = `${text}${chunk}`.split("\n\n");
        text = blocks.pop() ?? "";
        for (const block of blocks) {
          if (gone.signal.aborted) return;
          const field = (name: string) => new RegExp(`^${name}: (.+)$`, "m").exec(block)?.[1];
          const [id, data] = [field("id"), field("data")];
          if (data !== undefined) hear(JSON.parse(data) as Result, ear);
          else if (id !== undefined) ear.bookmark(id);
        }
      }
    }
    return { ended: listen().catch(() => {}), leave: () => gone.abort() };
  },
};

/** Our own `watchAccountStatus`, which comes back by itself too. */
const sdk: FollowingClient = {
  leavesAtBookmarks: 1,
  isTold: ({ type }) => type === "STATUS_CHANGED",
  open({ url, token, after }, ear) {
    const watch = createGatewayClient({ url, token }).watchAccountStatus(
      {},
      {
        after,
        onEvent: ({ account, ...event }) =>
          ear.event({ ...event, type: "STATUS_CHANGED", account: account?.id ?? "nobody's" }),
        onCursor: (cursor) => ear.bookmark(cursor),
        onInterruption: () => ear.interruption(),
      },
    );
    return { ended: watch.done.catch((error: unknown) => ear.refusal(String(error))), leave: () => watch.stop() };
  },
};

export const clients = {
  websocket: graphqlWs(everything, {}),
  // Its bookmarks lead past what is not for it, and must not lead past what is.
  filtered: graphqlWs(({ newStatus }) => newStatus === "ACTIVE", { newStatus: ["ACTIVE"] }),
  ...{ eventSource, sdk, graphqlSse },
} as const;

function hear({ data, errors }: Result, ear: Ear): void {
  for (const { message } of errors ?? []) ear.refusal(message);
  if (data == null) return;
  const { account, ...event } = data.accountEvents;
  ear.event({ ...event, account: account.id });
}

interface Sink<Item> {
  next(item: Item): void;
  error(): void;
  complete(): void;
}

/** Resolves at the subscription's end, be it that a gateway was killed or is not up again yet. */
function subscribed<Item>(subscribe: (sink: Sink<Item>) => unknown, next: (item: Item) => unknown): Promise<void> {
  return new Promise((resolve) => subscribe({ next, error: () => resolve(), complete: resolve }));
}
