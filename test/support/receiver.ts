import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished } from "vitest";

/** One webhook as it arrived. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests say by their expectations what they find here.
  readonly json: any;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** Answers the next so many with HTTP 500. */
  refuse(times: number): void;
  /** Resolves when so many have arrived. */
  has(count: number): Promise<void>;
}

/** Whoever registered for webhooks, until the test is over. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let refusals = 0;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received.push({ path: request.url ?? "", headers: request.headers, body, json: JSON.parse(body) });
    response.writeHead(refusals-- > 0 ? 500 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    refuse: (times) => {
      refusals = times;
    },
    has: (count) => expect.poll(() => received.length).toBe(count),
  };
}
