import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator } from "../../src/sandbox/kit/start.ts";
import { revsto } from "../../src/sandbox/revsto/index.ts";
import { AccountIdsDocument, AccountsWithBalancesDocument } from "../generated/documents.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Gateway, importDone, startGateway } from "../support/gateway.ts";
import { controls } from "../support/simulator-controls.ts";

let simulator: Awaited<ReturnType<typeof startSimulator>>;
beforeAll(async () => {
  simulator = await startSimulator(revsto, {});
});
afterAll(() => simulator?.stop());

async function callsFor(id: string): Promise<number> {
  const { requests } = await controls({ name: "revsto", url: simulator.url }).ledger();
  return requests.filter(({ path }) => path.includes(`/accounts/${id}`)).length;
}

// A SQLite file has one process, so there is nobody to share with.
const isCluster = Boolean(process.env.TEST_DATABASE_URL && process.env.TEST_REDIS_URL);

describe.skipIf(!isCluster)("two gateways on one PostgreSQL and one Redis", () => {
  let database: TestDatabase;
  const gateways: Gateway[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    for (let made = 0; made < 2; made++)
      gateways.push(await startGateway({ providers: [simulator.providerConfig], database }));
    for (const gateway of gateways) await importDone(gateway.client());
  });
  afterAll(async () => {
    for (const gateway of gateways) await gateway.close();
    await database?.drop();
  });

  test("what one has just read, the other does not ask for again, unless it must be live", async () => {
    const [one, other] = gateways as [Gateway, Gateway];
    // Opened since the import: neither has it in its directory until one of them reads it.
    const { admin } = controls({ name: "revsto", url: simulator.url });
    const opened = (await admin({ action: "create", userId: 3633, productId: 235 })) as { result: { id: string } };
    const { id } = opened.result;
    const query = `query($maxAge: Int!) { account(id: "${Buffer.from(`Account:revsto:${id}`).toString("base64")}", maxAge: $maxAge) { id staleness { code } balances(maxAge: $maxAge) { available { amount } } } }`;
    const ask = (gateway: Gateway, maxAge: number) => gateway.client().request(query, { maxAge });

    const first = await ask(one, 3);
    expect(await callsFor(id)).toBe(1);
    await admin({ action: "setBalance", id, balance: "77700" });
    // What the database tells is too old by then.
    await sleep(3_100);
    // Unchanged but for its balance: that is written in the background, and is in the cache at once.
    const live = await ask(one, 0);
    expect(live).not.toEqual(first);
    expect(await callsFor(id)).toBe(2);
    expect(await ask(other, 3)).toEqual(live);
    expect(await callsFor(id)).toBe(2);
    expect(await (await fetch(new URL("/metrics", other.origin))).text()).toContain(
      'gateway_cache_values_total{found="yes"} 1',
    );
    expect(await ask(other, 0)).toEqual(live);
    expect(await callsFor(id)).toBe(3);
  });
});

describe("a gateway whose Redis", () => {
  const sockets = new Set<Socket>();
  const hole = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).resume();
  });
  let deafPort: number;
  beforeAll(async () => {
    hole.listen(0, "127.0.0.1");
    await once(hole, "listening");
    deafPort = (hole.address() as AddressInfo).port;
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => hole.close(resolve));
  });

  test.each([
    ["is not there", () => "redis://127.0.0.1:1"],
    ["takes connections and never says a word", () => `redis://:a-password@127.0.0.1:${deafPort}/3`],
  ])("%s starts, is ready, answers as ever and closes", async (_, url) => {
    const env = { REDIS_URL: url() };
    const gateway = await startGateway({ providers: [simulator.providerConfig], env });
    try {
      await importDone(gateway.client());
      expect((await fetch(new URL("/health/ready", gateway.origin))).status).toBe(200);
      const { accounts } = await gateway.client().request(AccountIdsDocument, { first: 5 });
      const page = await gateway.ask(AccountsWithBalancesDocument, { first: 5, filter: {}, maxAge: 0 });
      expect(page.errors).toEqual([]);
      expect(page.data.accounts.edges.map(({ node }) => node.id)).toEqual(accounts.edges.map(({ node }) => node.id));
      const metrics = await (await fetch(new URL("/metrics", gateway.origin))).text();
      expect(metrics).toMatch(/gateway_cache_operations_total\{operation="set",outcome="SKIPPED"\} [1-9]/);
      expect(gateway.log()).not.toContain("a-password");
    } finally {
      await gateway.close();
    }
  });
});
