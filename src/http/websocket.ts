import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { handleProtocols } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import type { VerifyToken } from "../auth/verify-token.ts";
import type { Operations } from "../graphql/streams/operations.ts";
import type { LiveStreams } from "./live-streams.ts";
import { createSocketProtocol } from "./socket-protocol.ts";

export interface WebSocketRoute {
  readonly operations: Operations;
  readonly verifyToken: VerifyToken;
  readonly streams: LiveStreams;
}

const largestMessage = 64 * 1024;
/** So long a client may take to answer that it has heard the connection's end. */
const goodbyeMs = 500;

/** `ws://…/graphql`, subprotocol `graphql-transport-ws`. When the server closes, clients are told to come back (1001). */
export function registerWebSocket(server: FastifyInstance, route: WebSocketRoute): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    // Compression costs hundreds of kilobytes for each connection.
    perMessageDeflate: false,
    // One message after the other, as if each came alone: an id is free when its `complete` is dealt with.
    allowSynchronousEvents: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  const open = createSocketProtocol(route);
  let isClosing = false;

  server.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => {});
    if (isClosing || request.url?.split("?")[0] !== "/graphql") {
      const status = isClosing ? "503 Service Unavailable" : "404 Not Found";
      return void socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
    }
    sockets.handleUpgrade(request, socket, head, open);
  });
  server.addHook("preClose", async () => {
    isClosing = true;
    for (const socket of sockets.clients) socket.close(1001, "The gateway stops; connect again.");
    await allClosed(sockets.clients);
    for (const socket of sockets.clients) socket.terminate();
  });
}

async function allClosed(sockets: ReadonlySet<WebSocket>): Promise<void> {
  const waits = [...sockets].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, goodbyeMs);
  await Promise.race([Promise.all(waits), promise]);
  clearTimeout(timer);
}
