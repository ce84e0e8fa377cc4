import WebSocket from "ws";
import type { Target } from "./load.ts";

/** Opens sockets, a hundred at a time. */
export async function connect(
  count: number,
  url: string,
  greet: (socket: WebSocket) => Promise<void>,
): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(100, count - sockets.length) }, async () => {
      const socket = new WebSocket(url.replace("http", "ws"), "graphql-transport-ws", { perMessageDeflate: false });
      await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
      await greet(socket);
      return socket;
    });
    sockets.push(...(await Promise.all(some)));
  }
  return sockets;
}

/** Resolves when so many subscriptions to the same stand on the socket: the first bookmark of each says so. */
export async function subscribe(socket: WebSocket, { token }: Target, query: string, times = 1): Promise<void> {
  const said = () => new Promise<WebSocket.RawData>((resolve) => socket.once("message", resolve));
  const acknowledged = said();
  socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }));
  await acknowledged;
  for (let id = 1; id <= times; id++) {
    const stands = said();
    socket.send(JSON.stringify({ type: "subscribe", id: `${id}`, payload: { query } }));
    const answer = await stands;
    if (!isBookmark(answer)) throw new Error(String(answer));
  }
}

/** When all sockets had what `cause` brings about, in milliseconds since 1970; what that is; and what `cause` answered. */
export async function spread<Answer>(
  sockets: readonly WebSocket[],
  cause: () => Promise<Answer>,
): Promise<{ at: number; text: string; answer: Answer }> {
  const { promise: all, resolve: finish } = Promise.withResolvers<{ at: number; text: string }>();
  let left = sockets.length;
  for (const socket of sockets) {
    const hear = (data: WebSocket.RawData) => {
      if (isBookmark(data)) return void socket.once("message", hear);
      if (--left === 0) finish({ at: Date.now(), text: String(data) });
    };
    socket.once("message", hear);
  }
  const answer = await cause();
  return { ...(await all), answer };
}

/** Bookmarks are no events. */
export function isBookmark(data: WebSocket.RawData): boolean {
  return data.toString("utf8", 0, 14) === '{"type":"ping"';
}
