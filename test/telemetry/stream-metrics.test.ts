import "reflect-metadata";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventsDocument, results, socketClient } from "../support/follow.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { type Simulators, startSimulators } from "../support/simulators.ts";

let simulators: Simulators;
let gateway: Gateway;
beforeAll(async () => {
  simulators = await startSimulators();
  gateway = await startGateway({ providers: [simulators.revsto.providerConfig] });
});
afterAll(async () => {
  await gateway?.close();
  await Promise.all(Object.values(simulators ?? {}).map((simulator) => simulator.stop()));
});

async function open(transport: string): Promise<number> {
  const metrics = await (await fetch(new URL("/metrics", gateway.origin))).text();
  return Number(new RegExp(`^gateway_streams\\{transport="${transport}"\\} (\\d+)$`, "m").exec(metrics)?.[1]);
}

test("who follows is counted by transport, as long as they do", async () => {
  expect([await open("websocket"), await open("sse")]).toEqual([0, 0]);
  const url = `${gateway.origin}/graphql`;
  const token = gateway.tokens.backoffice;
  const client = socketClient(url, token);
  void results(client, eventsDocument).next();
  const gone = new AbortController();
  await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ query: eventsDocument }),
    signal: gone.signal,
  });
  await expect.poll(async () => [await open("websocket"), await open("sse")]).toEqual([1, 1]);
  await client.dispose();
  gone.abort();
  await expect.poll(async () => [await open("websocket"), await open("sse")]).toEqual([0, 0]);
});
