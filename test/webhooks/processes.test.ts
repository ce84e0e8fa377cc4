import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GraphQLClient } from "graphql-request";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSandboxTokens } from "../../src/auth/sandbox-tokens.ts";
import { WebhookDeliveriesDocument } from "../../src/client/index.ts";
import { integratedFinance, makePrivateKey } from "../../src/sandbox/integrated-finance/index.ts";
import { type RunningSimulator, startSimulator } from "../../src/sandbox/kit/start.ts";
import { freePort } from "../chaos/free-port.ts";
import { type Gateway, openGateway } from "../chaos/gateway.ts";
import { FindDocument } from "../generated/documents.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { importDone } from "../support/gateway.ts";
import { type Received, startReceiver } from "../support/receiver.ts";
import { controls } from "../support/simulator-controls.ts";

const compiled = join("node_modules", ".cache", "webhooks-test");
const secret = "the shared secret of gateways that share an inbox";
/** More than a process takes at once. */
const messages = 60;

// Only PostgreSQL has several processes.
describe.runIf(Boolean(process.env.TEST_DATABASE_URL))("two processes over one inbox", () => {
  let folder: string;
  let database: TestDatabase;
  let platform: RunningSimulator;
  let gateways: readonly Gateway[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "account-gateway-inbox-"));
    rmSync(compiled, { recursive: true, force: true });
    // Types are checked elsewhere.
    const compiler = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--noCheck"];
    execFileSync(process.execPath, [...compiler, "--outDir", compiled]);
    database = await createTestDatabase();
    platform = (await startSimulator(integratedFinance(makePrivateKey()), { accounts: 150 })) as never;
    const config = join(folder, "gateway.json");
    // After the import, nothing but webhooks has an account read that is set up.
    writeFileSync(
      config,
      JSON.stringify({ providers: [{ ...platform.providerConfig, sweep: { everySeconds: 86_400 } }] }),
    );
    gateways = await Promise.all([open("one", config), open("other", config)]);
  });
  afterAll(async () => {
    await Promise.all(gateways?.map((gateway) => gateway.stop()) ?? []);
    await platform?.stop();
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  /** A process of its own, over the one database. */
  async function open(name: string, config: string): Promise<Gateway> {
    const own = join(folder, name);
    mkdirSync(own);
    return openGateway({
      program: join(compiled, "main.js"),
      folder: own,
      port: await freePort(),
      env: { GATEWAY_CONFIG: config, AUTH_SECRET: secret, DATABASE_URL: database.url },
      nextCrash: () => null,
      died: (where) => expect.fail(`a gateway died: ${where}`),
    });
  }

  /** Genuine messages, one about each account, caught on their way. */
  async function caught(accounts: readonly string[]): Promise<readonly Received[]> {
    const receiver = await startReceiver();
    const { admin } = controls(platform);
    await admin({ action: "setWebhookUrl", url: receiver.url });
    await admin(accounts.map((id) => ({ action: "sendWebhook", id, type: "account-information-updated" })));
    await receiver.has(accounts.length);
    return receiver.received;
  }

  async function post({ url }: Gateway, { headers, body }: Received): Promise<number> {
    const { "content-length": _, host: __, connection: ___, ...sent } = headers as Record<string, string>;
    const { status } = await fetch(new URL("/webhooks/if", url), { method: "POST", headers: sent, body });
    return status;
  }

  test("what is delivered to both is looked after once, and both have their part in it", async () => {
    const { backoffice } = await makeSandboxTokens(new TextEncoder().encode(secret), Date.now());
    const client = new GraphQLClient(gateways[0]?.url ?? "", { headers: { authorization: `Bearer ${backoffice}` } });
    await importDone(client);
    const { accounts } = await client.request(FindDocument, { first: 100, filter: { statuses: ["ACTIVE"] } });
    // Those that wait for something are asked for now and then, whatever any webhook tells.
    const ids = accounts.edges
      .flatMap(({ node }) => (node.provisioning.state === "READY" ? [node.providerAccountId] : []))
      .slice(0, messages);
    expect(ids).toHaveLength(messages);
    const messagesOfAll = await caught(ids);
    const witness = controls(platform);
    const { requests: before } = await witness.ledger();
    const readBefore = await Promise.all(gateways.map(readings));
    // So slow that one process cannot be done before the other has begun.
    await witness.fault({ kind: "slow", delayMs: 200, match: { method: "GET", path: "/accounts/" } });

    const answers = await Promise.all(messagesOfAll.flatMap((one) => gateways.map((gateway) => post(gateway, one))));
    expect(new Set(answers)).toEqual(new Set([204]));
    const done = async () => {
      const filter = { state: "DONE" as const };
      const { webhookDeliveries } = await client.request(WebhookDeliveriesDocument, { first: 100, filter });
      return webhookDeliveries.edges.map(({ node: { attempts, arrivals } }) => ({ attempts, arrivals }));
    };
    const once = { attempts: 1, arrivals: 2 };
    await expect.poll(done).toEqual(Array.from({ length: messages }, () => once));

    // What the provider saw of it: one question about each account.
    const { requests } = await witness.ledger();
    const about = requests.slice(before.length).map(({ path }) => path.split("/").at(-1) ?? "");
    expect(about.filter((id) => ids.includes(id)).sort()).toEqual([...ids].sort());
    for (const [index, gateway] of gateways.entries()) {
      expect(await readings(gateway)).toBeGreaterThan(readBefore[index] ?? Number.NaN);
    }
  });
});

/** How many accounts a process has read. */
async function readings({ url }: Gateway): Promise<number> {
  const metrics = await (await fetch(new URL("/metrics", url))).text();
  const counted = /gateway_provider_calls_total\{provider="if",operation="getAccount",code="OK"\} (\d+)/.exec(metrics);
  return Number(counted?.[1] ?? 0);
}
