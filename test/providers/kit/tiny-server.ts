import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Pool } from "undici";
import type { Call, ProviderContext } from "../../../src/providers/provider.ts";

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

type Reply = (request: Seen, response: ServerResponse) => void;

/** A real HTTP server that answers as one function says, and remembers what it was asked. */
export async function startTinyServer(reply: Reply) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const asked = {
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headers,
      body: await text(request),
    };
    seen.push(asked);
    reply(asked, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type TinyServer = Awaited<ReturnType<typeof startTinyServer>>;

/** Answers with JSON; strings are sent as they are. */
export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(typeof value === "string" ? value : JSON.stringify(value));
}

export const openPool = (origin: string) => new Pool(origin, { connections: 4 });

export function call(signal: AbortSignal = new AbortController().signal): Call {
  return { signal, priority: "foreground" };
}

/** What an adapter gets from the house, with a clock that stands still and a log that is kept. */
export function tinyContext(log: object[] = []): ProviderContext {
  return {
    name: "demo",
    now: () => Date.UTC(2025, 5, 1),
    uuid: () => "00000000-0000-4000-8000-000000000000",
    log: { warn: (fields) => log.push(fields) },
    openPool,
  };
}
