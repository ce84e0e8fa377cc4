import "reflect-metadata";
import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FollowWorld, openFollowWorld } from "./follow-world.ts";

let world: FollowWorld;
beforeAll(async () => {
  world = await openFollowWorld();
});
afterAll(() => world?.close());

/** Of another thread, so that what the client itself has waiting is not counted. It never reads, nor does it sign in. */
const client = `
  const { WebSocket } = require("ws");
  const { parentPort, workerData } = require("node:worker_threads");
  const socket = new WebSocket(workerData, "graphql-transport-ws");
  const ping = JSON.stringify({ type: "ping", payload: { text: "x".repeat(60_000) } });
  // Nothing else keeps a thread that does not read.
  setInterval(() => {}, 60_000);
  const told = () => { parentPort.postMessage("told"); };
  let left = 1_500;
  let silence = setTimeout(told, 2_000);
  function more() {
    clearTimeout(silence);
    if (left-- === 0) return told();
    silence = setTimeout(told, 2_000);
    socket.send(ping, () => setImmediate(more));
  }
  socket.once("open", () => {
    socket.pause();
    more();
  });
`;

test("who reads nothing costs little, whatever it asks to be answered and before it has signed in", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const used = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  const worker = new Worker(client, { eval: true, workerData: world.url.replace("http", "ws") });
  // Until nobody has heard it for a while, or all is said.
  await once(worker, "message");
  // Buffers are given back in the background; the client is cut off as nobody that signs in, but later.
  await expect.poll(() => used() - before, { timeout: 3_000 }).toBeLessThan(1e6);
  await worker.terminate();
});
