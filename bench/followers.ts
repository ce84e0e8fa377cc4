import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type WebSocket from "ws";
import { connect, isBookmark, spread, subscribe } from "./follower-sockets.ts";
import { ask, quantile, type Target } from "./load.ts";
import type { Line, Settings } from "./main.ts";
import { serve } from "./processes.ts";
import { environment, startSandbox, sweepsDone, target } from "./world.ts";

/** A signal that means nothing to the gateway makes it collect its garbage, so that what is left is what it holds. */
const collecting = `--expose-gc --import data:text/javascript,process.on('SIGWINCH',()=>globalThis.gc())`;
const document =
  "subscription { accountStatusChanged { cursor previousStatus newStatus cause occurredAt recordedAt account { id status provider { name } } } }";

/**
 * Followers that read nothing, and how often each subscribes to much, so that it is far more than any system's buffers take.
 */
const paused = { sockets: 10, subscriptions: 30, events: 40 };
const aliases = 30;
/** Another one for each, so that no result is made for two of them; as much as the limits of operations allow. */
const largeDocument = (name: number) => `
  subscription { accountStatusChanged { cursor ${Array.from({ length: aliases }, (_, place) => `a${name}_${place}: account { ...Whole }`).join(" ")} } }
  fragment Whole on Account {
    id providerAccountId clientAccountId kind status providerStatus statusChangedAt availableTransitions label country
    currencies iban bic accountNumber routingCodes { scheme value } createdAt updatedAt firstSeenAt asOf raw
  }`;

/**
 * B12: how soon the last of many followers has an event, beside a server that does nothing but send; and what they cost.
 * The gateway's clock starts at the event's `recordedAt`, just before the event is written: nobody outside sees the
 * commit, and all that comes after it is counted, such as reading the log, executing and waking.
 */
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
  const asked = await target(gateway, "accounts:read accounts:all accounts:raw");
  await sweepsDone(asked);
  const change = await statusChanges(asked, String(sandbox.entries.find(({ name }) => name === "inventi")?.baseUrl));
  const bare = await serve("bench/bare-socket.ts");

  const before = await heapOf(gateway.pid, asked);
  const following = await connect(count, asked.url, (socket) => subscribe(socket, asked, document));
  const idle = ((await heapOf(gateway.pid, asked)) - before) / count;
  const plain = await connect(count, bare.url, async () => {});

  const times: { readonly ours: number; readonly theirs: number }[] = [];
  // The first round warms both up. They are short, and differ: there are more of them than elsewhere.
  for (let round = 0; round <= 5 * rounds; round++) {
    const ours = await spread(following, change);
    const theirs = await spread(plain, () => sendPlainly(bare.url, ours.text));
    if (round > 0) times.push({ ours: ours.at - recordedAt(ours.text), theirs: theirs.at - theirs.answer });
  }
  const median = (of: "ours" | "theirs") =>
    quantile(
      times.map((time) => time[of]),
      0.5,
    );
  const [ours, theirs] = [median("ours"), median("theirs")];
  print({
    name: `B12 until the last of ${count} followers has an event`,
    figure: `gateway ${ours} ms, bare ws ${theirs} ms: ${(ours / theirs).toFixed(2)} ×`,
    target: "≤ 1.5 ×",
  });
  print({ name: "B12 heap of an idle follower", figure: `${(idle / 1024).toFixed(1)} KB`, target: "≤ 20 KB" });

  let name = 0;
  const silent = await connect(paused.sockets, asked.url, async (socket) => {
    await subscribe(socket, asked, largeDocument(++name), paused.subscriptions);
    socket.pause();
  });
  const resident = rssOf(gateway.pid);
  for (let round = 0; round < paused.events; round++) await spread(following, change);
  const grown = megabytes(rssOf(gateway.pid) - resident);
  const waiting = await Promise.all(silent.map((socket) => bytesOf(socket, paused.events * paused.subscriptions)));
  print({
    name: `B12 ${paused.sockets} paused followers among ${count}`,
    figure: `${grown} MB more after ${paused.events} events, with ${megabytes(Math.min(...waiting))} MB waiting for each`,
    target: "≤ 50 MB",
  });

  for (const socket of [...following, ...plain, ...silent]) socket.terminate();
  await Promise.all([gateway.stop(), bare.stop(), sandbox.server.stop()]);
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

/** When the gateway wrote the event down, by this machine's clock. */
function recordedAt(text: string): number {
  return Date.parse(JSON.parse(text).payload.data.accountStatusChanged.recordedAt);
}

/** Has the bare server send a text to everybody; answers when it began to, by this machine's clock. */
async function sendPlainly(url: string, text: string): Promise<number> {
  return Number(await (await fetch(url, { method: "POST", body: text })).text());
}

/** Lets a socket read again; answers how much it is told in so many results. */
async function bytesOf(socket: WebSocket, results: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  let [bytes, left] = [0, results];
  socket.on("message", (data: Buffer) => {
    if (isBookmark(data)) return;
    bytes += data.length;
    if (--left === 0) resolve(bytes);
  });
  socket.resume();
  return promise;
}

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);

async function heapOf(pid: number, { url }: Target): Promise<number> {
  process.kill(pid, "SIGWINCH");
  const metrics = await (await fetch(new URL("/metrics", url))).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(metrics)?.[1]);
}

function rssOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;
}
