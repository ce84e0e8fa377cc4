import type { Principal } from "../auth/principal.ts";
import type { VerifyToken } from "../auth/verify-token.ts";
import { chunked } from "../domain/chunks.ts";
import { GatewayError } from "../domain/errors.ts";

export type Transport = "websocket" | "sse";

/** A connection that stays open: a WebSocket, or an answer of server-sent events. */
export interface LiveStream {
  readonly transport: Transport;
  readonly principal: Principal;
  /** The header that its token came in. */
  readonly authorization: string;
  /** Its token is not good any more. */
  refuse(why: string): void;
  /** From time to time: tells the other side that somebody is here, and how far it has come. */
  beat(): void;
  /** The gateway stops; its client shall come back elsewhere. */
  leave(): void;
}

/** All connections of this process that stay open. */
export interface LiveStreams {
  /** Takes one more; answers how to let go of it. Throws TOO_MANY_STREAMS when its caller has as many as it may. */
  add(stream: LiveStream): () => void;
  readonly size: number;
  counts(): Readonly<Record<Transport, number>>;
  /** Lets all of them go. */
  close(): void;
}

export interface LiveStreamsOptions {
  readonly verifyToken: VerifyToken;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How many each caller may have here. */
  readonly perCaller: number;
  /** How often `beat` is called, in milliseconds. */
  readonly beatMs?: number;
  /** How often tokens are checked again, in milliseconds: one that was taken back is found out this soon. */
  readonly recheckMs?: number;
}

const tickMs = 1_000;
/** Of many, so many are checked before others get their turn. */
const tokensAtOnce = 100;

export function createLiveStreams({
  verifyToken,
  now,
  perCaller,
  beatMs = 15_000,
  recheckMs = 60_000,
}: LiveStreamsOptions): LiveStreams {
  const streams = new Set<LiveStream>();
  const counts = new Map<string, number>();

  function expire(): void {
    const time = now();
    for (const stream of streams) if (stream.principal.expiresAt <= time) stream.refuse("The token has expired.");
  }

  /** The issuer is asked once, and each token is checked once, however many streams came with it. */
  async function recheck(): Promise<void> {
    if (streams.size === 0 || !(await verifyToken.refresh())) return;
    const byToken = [...Map.groupBy(streams, ({ authorization }) => authorization)];
    for (const some of chunked(byToken, tokensAtOnce)) {
      await Promise.all(some.map(([authorization, holders]) => recheckToken(authorization, holders)));
    }
  }

  async function recheckToken(authorization: string, holders: readonly LiveStream[]): Promise<void> {
    try {
      await verifyToken(authorization);
    } catch (error) {
      // Where nobody's token can be checked, those that were good go on.
      if (!(error instanceof GatewayError) || error.code !== "UNAUTHENTICATED") return;
      for (const stream of holders) stream.refuse(error.message);
    }
  }

  const timers = [
    setInterval(expire, tickMs),
    setInterval(() => {
      for (const stream of streams) stream.beat();
    }, beatMs),
    setInterval(() => void recheck(), recheckMs),
  ];
  for (const timer of timers) timer.unref();

  return {
    add(stream) {
      const caller = callerKey(stream.principal);
      const count = counts.get(caller) ?? 0;
      if (count >= perCaller) throw tooMany;
      counts.set(caller, count + 1);
      streams.add(stream);
      return () => {
        if (!streams.delete(stream)) return;
        const left = (counts.get(caller) ?? 1) - 1;
        if (left === 0) counts.delete(caller);
        else counts.set(caller, left);
      };
    },
    get size() {
      return streams.size;
    },
    counts() {
      const open = { websocket: 0, sse: 0 };
      for (const { transport } of streams) open[transport]++;
      return open;
    },
    close() {
      for (const timer of timers) clearInterval(timer);
      for (const stream of streams) stream.leave();
    },
  };
}

const tooMany = new GatewayError("TOO_MANY_STREAMS", "You have too many open connections; close some of them.");

function callerKey({ issuer, clientId, subject }: Principal): string {
  return JSON.stringify([issuer, clientId, subject]);
}
