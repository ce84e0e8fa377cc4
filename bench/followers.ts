import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import WebSocket from "ws";
import { ask, quantile, type Target } from "./load.ts";
import type { Line, Settings } from "./main.ts";
import { serve } from "./processes.ts";
import { environment, startSandbox, sweepsDone, target } from "./world.ts";

const pausedCount = 10;
/** A signal that means nothing to the gateway makes it collect its garbage, so that what is left is what it holds. */
const collecting = `--expose-gc --import data:text/javascript,process.on('SIGWINCH',()=>globalThis.gc())`;
const document =
  "subscription { accountStatusChanged { cursor previousStatus newStatus cause occurredAt recordedAt account { id status provider { name } } } }";

/** B12: how soon the last of many followers has an event, beside a server that does nothing but send; and what they cost. */
export async function followers(
  { folder, rounds, followers: count }: Settings,
  print: (line: Line) => void,
): Promise<void> {
  const sandbox = await startSandbox(20);
  const env = environment(join(folder, "followers"), sandbox.entries);
  const gateway = await serve("dist/bench/src/main.js", {
    ...env,
    STREAMS_PER_CALLER: "100000",
    NODE_OPTIONS: collecting,
  });
  const asked = await target(gateway);
  await sweepsDone(asked);
  const change = await statusChanges(asked, String(sandbox.entries.find(({ name }) => name === "inventi")?.baseUrl));
  const bare = await serve("bench/bare-socket.ts");

  const before = await heapOf(gateway.pid, asked);
  const following = await connect(count, asked.url, (socket) => subscribe(socket, asked));
  const idle = ((await heapOf(gateway.pid, asked)) - before) / count;
  const plain = await connect(count, bare.url, async () => {});

  const times: { readonly ours: number; readonly theirs: number }[] = [];
  // The first round warms both up.
  for (let round = 0; round <= rounds; round++) {
    const ours = await spread(following, change);
    const { text } = ours;
    const theirs = await spread(plain, async () => void (await fetch(bare.url, { method: "POST", body: text })));
    if (round > 0) times.push({ ours: ours.ms, theirs: theirs.ms });
  }
  const median = (of: "ours" | "theirs") =>
    quantile(
      times.map((time) => time[of]),
      0.5,
    );
  const ratio = quantile(
    times.map(({ ours, theirs }) => ours / theirs),
    0.5,
  );
  print({
    name: `B12 from the first to the last of ${count} followers`,
    figure: `gateway ${median("ours").toFixed(0)} ms, bare ws ${median("theirs").toFixed(0)} ms: ${ratio.toFixed(2)} ×`,
    target: "≤ 1.5 ×",
  });
  print({ name: "B12 heap of an idle follower", figure: `${(idle / 1024).toFixed(1)} KB`, target: "≤ 20 KB" });

  const resident = rssOf(gateway.pid);
  for (const socket of following.slice(0, pausedCount)) socket.pause();
  const reading = following.slice(pausedCount);
  for (let round = 0; round < 20; round++) await spread(reading, change);
  const grown = (rssOf(gateway.pid) - resident) / 1024 / 1024;
  const figure = `${grown.toFixed(1)} MB more, after 20 events to ${count} with ${pausedCount} of them paused`;
  print({ name: "B12 paused followers", figure, target: "≤ 50 MB" });

  for (const socket of [...following, ...plain]) socket.terminate();
  await Promise.all([gateway.stop(), bare.stop(), sandbox.server.stop()]);
}

/** Opens sockets, a hundred at a time. */
async function connect(count: number, url: string, greet: (socket: WebSocket) => Promise<void>): Promise<WebSocket[]> {
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

/** Resolves when the subscription stands: its first bookmark says so. */
async function subscribe(socket: WebSocket, { token }: Target): Promise<void> {
  const said = () => new Promise((resolve) => socket.once("message", resolve));
  const acknowledged = said();
  socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }));
  await acknowledged;
  const stands = said();
  socket.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query: document } }));
  await stands;
}

/** Milliseconds from the first socket that has what `cause` brings about to the last, and what that is. */
async function spread(
  sockets: readonly WebSocket[],
  cause: () => Promise<void>,
): Promise<{ ms: number; text: string }> {
  let first = 0;
  let text = "";
  let left = sockets.length;
  const all = Promise.withResolvers<void>();
  for (const socket of sockets) {
    const hear = (data: WebSocket.RawData) => {
      // Bookmarks are no events.
      if (data.toString("utf8", 0, 14) === '{"type":"ping"') return void socket.once("message", hear);
      if (first === 0) {
        first = performance.now();
        text = String(data);
      }
      if (--left === 0) all.resolve();
    };
    socket.once("message", hear);
  }
  await cause();
  await all.promise;
  return { ms: performance.now() - first, text };
}

/** Closes and opens one account at Inventi, and lets the gateway see it. */
async function statusChanges(asked: Target, baseUrl: string): Promise<() => Promise<void>> {
  const query = `{ accounts(first: 1, filter: { providers: ["inventi"], statuses: [ACTIVE] }) { edges { node { id providerAccountId } } } }`;
  type Page = { accounts: { edges: { node: { id: string; providerAccountId: string } }[] } };
  const { accounts } = await ask<Page>(asked, { query, variables: {} });
  const account = accounts.edges[0]?.node;
  const read = { query: "query ($id: ID!) { account(id: $id, maxAge: 0) { status } }", variables: { id: account?.id } };
  let status = "OPEN";
  return async () => {
    status = status === "OPEN" ? "CLOSED" : "OPEN";
    const body = JSON.stringify({ action: "setStatus", id: account?.providerAccountId, status });
    const headers = { "content-type": "application/json" };
    await fetch(new URL("/__admin", baseUrl), { method: "POST", headers, body });
    await ask(asked, read);
  };
}

async function heapOf(pid: number, { url }: Target): Promise<number> {
  process.kill(pid, "SIGWINCH");
  const metrics = await (await fetch(new URL("/metrics", url))).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(metrics)?.[1]);
}

function rssOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;
}
