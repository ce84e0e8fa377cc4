import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Registry } from "prom-client";
import { afterEach, expect, test } from "vitest";
import { type Cache, createCache } from "../../src/cache/cache.ts";
import { createCacheMetrics } from "../../src/cache/metrics.ts";
import { createSeal } from "../../src/cache/seal.ts";
import { createMemoryStore, createRedisStore } from "../../src/cache/store.ts";

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

interface Watched {
  readonly cache: Cache;
  readonly lines: string[];
  /** How often reads and writes ended so. */
  outcomes(): Promise<Record<string, number>>;
}

function watched(open: Parameters<typeof createCache>[0]["open"], deadline?: (signal: AbortSignal) => Promise<never>) {
  const registry = new Registry();
  const lines: string[] = [];
  const log = (_: object, message: string) => void lines.push(message);
  const metrics = createCacheMetrics(registry);
  const cache = createCache({
    open,
    metrics,
    log: { warn: log, info: log },
    ...(deadline === undefined ? {} : { deadline }),
  });
  opened.push(() => cache.close());
  return {
    cache,
    lines,
    async outcomes() {
      const { values } = (await registry.getSingleMetric("gateway_cache_operations_total")?.get()) ?? { values: [] };
      return Object.fromEntries(values.map(({ labels, value }) => [`${labels.operation} ${labels.outcome}`, value]));
    },
  } satisfies Watched;
}

const key = new Uint8Array(32).fill(7);
const seal = createSeal(key);
function redis(port: number, deadline?: (signal: AbortSignal) => Promise<never>, namespace = "test") {
  const url = `redis://127.0.0.1:${port}`;
  return watched((events) => createRedisStore(url, { namespace, seal, events }), deadline);
}

/** Resolves when the condition holds; the test's own time limit is the only one. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(10);
}

const never = () => new Promise<never>(() => {});

/**
 * A TCP server that accepts and never says a word, or passes everything on to a real one but holds
 * it back while it is silent.
 */
async function blackHole(behind: number | null = null) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    if (behind === null) return socket.resume();
    const upstream = connect(behind, "127.0.0.1");
    sockets.add(upstream);
    upstream.on("error", () => {}).on("close", () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
    return socket.on("close", () => upstream.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  opened.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    silence() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    /** Those that were held up are cut: what they hold back never arrives. */
    speak() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("keeps plain values in memory, the latest ones, for their time", async () => {
  const { cache } = watched(() => createMemoryStore(2));
  for (const name of ["a", "b", "c"]) cache.set(new Map([[name, { name }]]), 60_000);
  cache.set(new Map([["b", { name: "b again" }]]), 60_000);
  await until(async () => (await cache.get(["c"]))[0] !== undefined);
  expect(await cache.get(["a", "b", "c"])).toEqual([undefined, { name: "b again" }, { name: "c" }]);
});

test("a seal opens only what it closed, and hides what it names", () => {
  const sealed = seal.close("Émile, LT12");
  expect(seal.open(sealed)).toBe("Émile, LT12");
  expect(Buffer.from(sealed, "base64").toString("utf8")).not.toContain("LT12");
  const other = createSeal(new Uint8Array(32).fill(8));
  expect(() => other.open(sealed)).toThrow();
  expect(() => seal.open(`${sealed.slice(0, -6)}AAAAAA`)).toThrow();
  expect(() => seal.open("")).toThrow();
  expect(seal.name("p:1")).toBe(seal.name("p:1"));
  expect([other.name("p:1"), seal.name("p:2")]).not.toContain(seal.name("p:1"));
});

test("where nothing listens, reads and writes are not even tried, from the very first one", async () => {
  // Without a deadline: whoever waits for Redis would wait for ever.
  const { cache, outcomes, lines } = redis(await freePort(), never);
  cache.set(new Map([["a", 1]]), 60_000);
  expect(await cache.get(["a", "b"])).toEqual([undefined, undefined]);
  expect(await outcomes()).toEqual({ "get SKIPPED": 1, "set SKIPPED": 1 });
  await until(() => lines.length > 0);
  await sleep(1_200);
  expect(await cache.get(["a"])).toEqual([undefined]);
  // It has tried again meanwhile, without a word.
  expect(lines).toEqual(["the cache does not answer, providers are asked instead"]);
});

test("a server that never says a word is not waited for either", async () => {
  const hole = await blackHole();
  const { cache, outcomes } = redis(hole.port, never);
  await until(() => hole.sockets.size > 0);
  expect(await cache.get(["a"])).toEqual([undefined]);
  expect(await outcomes()).toEqual({ "get SKIPPED": 1 });
  // Closing does not wait for it, nor for anything.
  cache.close();
  expect(await cache.get(["a"])).toEqual([undefined]);
});

const hasRedis = await new Promise<boolean>((resolve) => {
  const child = spawn("redis-server", ["--version"], { stdio: "ignore" });
  child.on("error", () => resolve(false)).on("exit", (code) => resolve(code === 0));
});
/** There is nothing to kill where no redis-server is installed. */
const testWithRedis = test.skipIf(!hasRedis);

interface OwnRedis {
  readonly port: number;
  kill(): Promise<void>;
  start(): Promise<void>;
}

async function ownRedis(): Promise<OwnRedis> {
  const folder = mkdtempSync(join(tmpdir(), "account-gateway-redis-"));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const self: OwnRedis = {
    port,
    async start() {
      const options = [
        "--port",
        String(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
        "--dir",
        folder,
      ];
      child = spawn("redis-server", options, { stdio: "ignore" });
      await until(() => isListening(port));
    },
    async kill() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
  opened.push(async () => {
    await self.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  await self.start();
  return self;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}

const has = async (cache: Cache, name: string) => (await cache.get([name]))[0] !== undefined;

testWithRedis("processes share what they keep, sealed, and only those with the same key", async () => {
  const { port } = await ownRedis();
  const [one, other] = [redis(port).cache, redis(port).cache];
  await until(async () => {
    one.set(new Map([["a", { iban: "LT12" }]]), 60_000);
    return has(other, "a");
  });
  expect(await other.get(["a", "b"])).toEqual([{ iban: "LT12" }, undefined]);

  const stranger = watched((events) =>
    createRedisStore(`redis://127.0.0.1:${port}`, {
      namespace: "test",
      seal: createSeal(new Uint8Array(32)),
      events,
    }),
  );
  await until(async () => {
    stranger.cache.set(new Map([["own", 1]]), 60_000);
    return has(stranger.cache, "own");
  });
  // It is no value for others, and no failure.
  expect(await stranger.cache.get(["a"])).toEqual([undefined]);
  expect((await stranger.outcomes())["get FAILED"]).toBeUndefined();
});

testWithRedis("killed and started again: nothing hangs, nothing is written late, and it is used again", async () => {
  const server = await ownRedis();
  const { cache, lines, outcomes } = redis(server.port);
  await until(async () => {
    cache.set(new Map([["before", 1]]), 60_000);
    return has(cache, "before");
  });
  await server.kill();
  await until(() => lines.length > 0);
  for (const name of ["x", "y", "z"]) cache.set(new Map([[name, 1]]), 60_000);
  expect(await cache.get(["before"])).toEqual([undefined]);
  expect((await outcomes())["set SKIPPED"]).toBeGreaterThanOrEqual(3);

  await server.start();
  await until(async () => {
    cache.set(new Map([["after", 1]]), 60_000);
    return has(cache, "after");
  });
  expect(await cache.get(["before", "x", "y", "z"])).toEqual([undefined, undefined, undefined, undefined]);
  expect(lines).toEqual(["the cache does not answer, providers are asked instead", "the cache answers again"]);
});

testWithRedis(
  "that falls silent mid-run costs a few deadlines, then no wait at all, until it speaks again",
  async () => {
    const server = await ownRedis();
    const hole = await blackHole(server.port);
    const { cache, lines, outcomes } = redis(hole.port);
    await until(async () => {
      cache.set(new Map([["a", 1]]), 60_000);
      return has(cache, "a");
    });
    // On a busy machine some were late before, too.
    const [before, told, began] = [await outcomes(), lines.length, performance.now()];
    hole.silence();
    for (let round = 0; round < 20; round++) expect(await cache.get(["a"])).toEqual([undefined]);
    // Every two seconds one call tries whether it answers again.
    const tries = Math.floor((performance.now() - began) / 2_000);
    const after = await outcomes();
    const [late = 0, skipped = 0] = ["get LATE", "get SKIPPED"].map((one) => (after[one] ?? 0) - (before[one] ?? 0));
    expect(late + skipped).toBe(20);
    expect(late).toBeGreaterThanOrEqual(3);
    expect(late).toBeLessThanOrEqual(3 + tries);
    expect(lines.slice(told)).toEqual(["the cache does not answer, providers are asked instead"]);

    hole.speak();
    await until(async () => has(cache, "a"));
    expect(lines.at(-1)).toBe("the cache answers again");
  },
  20_000,
);
