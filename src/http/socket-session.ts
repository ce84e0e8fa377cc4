import { CloseCode } from "graphql-ws";
import { WebSocket } from "ws";
import type { Principal } from "../auth/principal.ts";
import type { Requester } from "../graphql/streams/operations.ts";
import type { ResultStream } from "../graphql/streams/result-stream.ts";
import type { LiveStream, LiveStreams } from "./live-streams.ts";

/** One client on one socket: who it is, and the streams that it gets. */
export interface SocketSession {
  /** Throws when this caller has too many connections. */
  accept(principal: Principal, authorization: string, streams: LiveStreams): void;
  requester(): Requester;
  /** Sends a message; resolves when the socket takes more. */
  send(text: string): Promise<void> | undefined;
  /**
   * Carries a stream to its end, as an iterable that yields nothing: the messages are sent from here, as the text of a
   * result is shared with everybody who gets the same.
   */
  carry(id: string, stream: ResultStream): AsyncGenerator<never>;
  close(code: number, reason: string): void;
  /** To be called when the socket is closed. */
  closed(): void;
}

/** So much may wait for a client that does not read; the next message then waits, too. */
const bufferedBytes = 64 * 1024;
const longestReason = 120;

/** A stream on its way; `told` is its last bookmark. */
interface Carried {
  readonly stream: ResultStream;
  told: string | null;
}

export function createSocketSession(socket: WebSocket): SocketSession {
  const carried = new Map<string, Carried>();
  const gone = new AbortController();
  let principal: Principal | null = null;
  let letGo = () => {};
  let isAnswered = true;
  let lastTurn: Promise<unknown> = Promise.resolve();
  socket.on("pong", () => {
    isAnswered = true;
  });
  // Its end comes with "close".
  socket.on("error", () => {});

  function send(text: string): Promise<void> | undefined {
    if (socket.readyState !== WebSocket.OPEN) return undefined;
    if (socket.bufferedAmount < bufferedBytes) return void socket.send(text);
    return new Promise((resolve) => socket.send(text, () => resolve()));
  }

  function close(code: number, reason: string): void {
    socket.close(code, reason.slice(0, longestReason));
  }

  /** Tells how far quiet streams have come, where that is news. */
  function bookmark(): void {
    if (socket.bufferedAmount > 0) return;
    const moved = [...carried].filter(([, { stream, told }]) => stream.cursor !== told);
    if (moved.length === 0) return;
    const bookmarks = moved.map(([id, one]) => {
      one.told = one.stream.cursor;
      return [id, one.told];
    });
    void send(JSON.stringify({ type: "ping", payload: { bookmarks: Object.fromEntries(bookmarks) } }));
  }

  /** Results are made for one stream at a time: a client that takes nothing costs no more with many streams than with one. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = lastTurn.then(work);
    lastTurn = done.catch(() => {});
    return done;
  }

  async function deliver(id: string, stream: ResultStream): Promise<void> {
    carried.set(id, { stream, told: null });
    const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    // Where it begins: who is cut off before the first event comes back with this.
    bookmark();
    const sendNext = async () => {
      for (const { text } of await stream.take()) {
        const full = send(`${head}${typeof text === "string" ? text : await text}}`);
        if (full !== undefined) await full;
      }
    };
    while (await stream.ready()) await inTurn(sendNext);
  }

  const live = (authorization: string, of: Principal): LiveStream => ({
    transport: "websocket",
    principal: of,
    authorization,
    refuse: (why) => close(CloseCode.Forbidden, why),
    leave: () => close(1001, "The gateway stops; connect again."),
    beat() {
      if (!isAnswered) return socket.terminate();
      isAnswered = false;
      socket.ping();
      bookmark();
    },
  });

  return {
    accept(accepted, authorization, streams) {
      if (socket.readyState !== WebSocket.OPEN) return;
      letGo = streams.add(live(authorization, accepted));
      principal = accepted;
    },
    requester() {
      if (principal === null) throw new Error("Nobody has signed in on this socket.");
      return { principal, signal: gone.signal };
    },
    send,
    carry(id, stream) {
      let done: Promise<IteratorResult<never>> | null = null;
      const run = async (): Promise<IteratorResult<never>> => {
        try {
          await deliver(id, stream);
        } finally {
          carried.delete(id);
          stream.close();
        }
        return { done: true, value: undefined };
      };
      const carrying: AsyncGenerator<never> = {
        next: () => (done ??= run()),
        async return() {
          stream.close();
          await done?.catch(() => {});
          return { done: true, value: undefined };
        },
        throw: (error) => Promise.reject(error),
        [Symbol.asyncIterator]: () => carrying,
        [Symbol.asyncDispose]: async () => stream.close(),
      };
      return carrying;
    },
    close,
    closed() {
      gone.abort();
      letGo();
      for (const { stream } of carried.values()) stream.close();
    },
  };
}
