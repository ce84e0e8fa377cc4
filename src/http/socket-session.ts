import { CloseCode } from "graphql-ws";
import PQueue from "p-queue";
import { WebSocket } from "ws";
import type { Principal } from "../auth/principal.ts";
import type { Requester } from "../graphql/streams/operations.ts";
import type { ResultStream } from "../graphql/streams/result-stream.ts";
import type { LiveStream, LiveStreams } from "./live-streams.ts";
import { createOutflow, type Outflow } from "./socket-outflow.ts";

/** One client on one socket: who it is, and the streams that it gets. */
export interface SocketSession {
  /** Throws when this caller has too many connections. */
  accept(principal: Principal, authorization: string, streams: LiveStreams): void;
  requester(): Requester;
  readonly send: Outflow["send"];
  /**
   * Carries a stream to its end, as an iterable that yields nothing: the messages are sent from here, as the text of a
   * result is shared with everybody who gets the same.
   */
  carry(id: string, stream: ResultStream): AsyncGenerator<never>;
  close(code: number, reason: string): void;
  /** To be called when the socket is closed. */
  closed(): void;
}

const longestReason = 120;
/**
 * So many of a socket's streams have results made at a time, and so many each: a client that takes nothing costs these,
 * however many streams it has, and one whose results take long keeps no other waiting while others have their turn.
 */
const streamsAtOnce = 8;
const resultsEach = 2;

/** A stream on its way. */
interface Carried {
  readonly id: string;
  readonly stream: ResultStream;
  /** Its last bookmark. */
  told: string | null;
  /** The client wants no more of it. */
  isOver: boolean;
}

export function createSocketSession(socket: WebSocket): SocketSession {
  const { send, room } = createOutflow(socket);
  const carried = new Set<Carried>();
  const gone = new AbortController();
  let principal: Principal | null = null;
  let letGo = () => {};
  let isAnswered = true;
  let turns: PQueue | null = null;
  const answered = () => {
    isAnswered = true;
  };
  // Whoever says anything is there: an answer waits its turn behind what was said before.
  socket.on("pong", answered);
  socket.on("message", answered);
  // Its end comes with "close".
  socket.on("error", () => {});

  function close(code: number, reason: string): void {
    socket.close(code, reason.slice(0, longestReason));
  }

  /** Tells how far quiet streams have come, where that is news. */
  function bookmark(): void {
    if (socket.bufferedAmount > 0) return;
    const bookmarks: Record<string, string> = {};
    for (const one of carried) {
      const { cursor } = one.stream;
      if (cursor === null || cursor === one.told) continue;
      one.told = cursor;
      bookmarks[one.id] = cursor;
    }
    if (Object.keys(bookmarks).length > 0) void send(JSON.stringify({ type: "ping", payload: { bookmarks } }));
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    turns ??= new PQueue({ concurrency: streamsAtOnce });
    return turns.add(work);
  }

  async function deliver(one: Carried): Promise<void> {
    const { id, stream } = one;
    const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    // Where it begins: who is cut off before the first event comes back with this.
    bookmark();
    const handOut = async (most?: number): Promise<void> => {
      // Nothing is made for a client that takes nothing.
      const full = room();
      if (full !== undefined) await full;
      const taken = stream.take(most);
      for (const { text } of taken instanceof Promise ? await taken : taken) {
        const made = typeof text === "string" ? text : await text;
        if (one.isOver) return;
        const waiting = send(`${head}${made}}`);
        if (waiting !== undefined) await waiting;
      }
    };
    while (await stream.ready()) {
      // Most sockets have one stream, and there are thousands of them: who is alone needs no turn.
      if (carried.size === 1) await handOut();
      else await inTurn(() => handOut(resultsEach));
    }
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
      const one: Carried = { id, stream, told: null, isOver: false };
      const { promise: over, resolve: end } = Promise.withResolvers<void>();
      const run = async (): Promise<void> => {
        carried.add(one);
        try {
          await deliver(one);
        } finally {
          carried.delete(one);
          stream.close();
        }
      };
      const done: IteratorResult<never> = { done: true, value: undefined };
      let running: Promise<IteratorResult<never>> | null = null;
      const carrying: AsyncGenerator<never> = {
        // Over as soon as the client says so, whatever is being made: it may use the id again at once.
        next: () => (running ??= Promise.race([run(), over]).then(() => done)),
        async return() {
          one.isOver = true;
          stream.close();
          end();
          return done;
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
      for (const { stream } of carried) stream.close();
    },
  };
}
