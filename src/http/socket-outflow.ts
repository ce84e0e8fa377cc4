import { WebSocket } from "ws";

/** The way out to a client, which may not read. */
export interface Outflow {
  /** Sends a message, as soon as there is room; resolves when it is on its way. Does nothing when the socket is closed. */
  send(text: string): Promise<void> | undefined;
  /** Resolves when the client has taken what waits for it; undefined where not much waits. */
  room(): Promise<void> | undefined;
}

/** So much may wait for a client that does not read. */
const bufferedBytes = 64 * 1024;

/** While much waits for a client, nothing more is sent to it, nor is anything read of what it says: it would be answered. */
export function createOutflow(socket: WebSocket): Outflow {
  let draining: Promise<void> | null = null;

  /** A frame that means nothing: when it has left, so has all that was before it, or the socket is closed. */
  function drained(): Promise<void> {
    draining ??= new Promise((resolve) => {
      socket.pong("", false, () => {
        draining = null;
        resolve();
      });
    });
    return draining;
  }

  const room = () => (socket.bufferedAmount < bufferedBytes ? undefined : drained());

  function send(text: string): Promise<void> | undefined {
    if (socket.readyState !== WebSocket.OPEN) return undefined;
    const full = room();
    return full === undefined ? void socket.send(text) : full.then(() => send(text));
  }

  function hush(): void {
    const full = room();
    if (full === undefined || socket.isPaused) return;
    socket.pause();
    void full.then(() => socket.resume());
  }
  socket.on("message", hush);
  socket.on("ping", hush);

  return { send, room };
}
