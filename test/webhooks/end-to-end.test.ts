import { afterAll, beforeAll, expect, test } from "vitest";
import { HistoryDocument, WebhookDeliveriesDocument } from "../../src/client/index.ts";
import { webhookTypes } from "../../src/sandbox/integrated-finance/webhook-messages.ts";
import { hookEvents } from "../../src/sandbox/revsto/catalogue.ts";
import { FindDocument } from "../generated/documents.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ webhooks: true });
});
afterAll(() => gateway?.close());

async function anAccount(provider: string, statuses: ("ACTIVE" | "SUSPENDED" | "PENDING")[] = ["ACTIVE"], at = 0) {
  const filter = { providers: [provider], statuses };
  const { accounts } = await gateway.client().request(FindDocument, { first: 10, filter });
  const node = accounts.edges[at]?.node;
  if (node === undefined) throw new Error("no such account");
  return node;
}

async function newest(id: string) {
  const { account } = await gateway.client().request(HistoryDocument, { id, first: 100 });
  return account?.history.edges[0]?.node;
}

const eventually = (id: string, event: object) => expect.poll(() => newest(id)).toMatchObject(event);

test("Integrated Finance: a change is an event that names its delivery and the provider's time", async () => {
  const { id, providerAccountId } = await anAccount("if");
  await gateway.simulator("if").admin({ action: "setStatus", id: providerAccountId, status: "suspended" });
  await eventually(id, { type: "STATUS_CHANGED", newStatus: "SUSPENDED", cause: "WEBHOOK", operation: null });
  const event = await newest(id);
  expect(Date.parse(event?.providerTime ?? "")).toBeLessThanOrEqual(Date.parse(event?.recordedAt ?? ""));

  const { webhookDeliveries } = await gateway.client().request(WebhookDeliveriesDocument, { first: 1 });
  expect(webhookDeliveries.edges[0]?.node).toMatchObject({
    ...{ id: event?.delivery, type: "account-suspended", state: "DONE", attempts: 1, arrivals: 1, error: null },
    ...{ provider: { name: "if" }, accounts: [{ id }] },
  });
});

test("Revsto: status, money, and the closing of a user with all its accounts", async () => {
  const { id, providerAccountId } = await anAccount("revsto");
  const revsto = gateway.simulator("revsto");
  await revsto.admin({ action: "setStatus", id: providerAccountId, status: "SUSPENDED" });
  await eventually(id, { newStatus: "SUSPENDED", cause: "WEBHOOK" });
  await revsto.admin({ action: "setBalance", id: providerAccountId, balance: "123456" });
  await eventually(id, { type: "BALANCE_CHANGED", cause: "WEBHOOK", newStatus: "SUSPENDED" });
  expect((await newest(id))?.changes).toMatchObject([
    { field: "balances", after: [{ current: { amount: "1234.56", currency: "EUR" } }] },
  ]);
});

test("an account that the gateway has never seen appears", async () => {
  const revsto = gateway.simulator("revsto");
  const { result } = (await revsto.admin({ action: "create", userId: 3633, productId: 235 })) as {
    result: { id: string };
  };
  const filter = { providers: ["revsto"], owners: [{ kind: "USER" as const, id: "3633" }] };
  const found = async () => (await gateway.client().request(FindDocument, { first: 10, filter })).accounts.edges;
  await expect.poll(found).toMatchObject([{ node: { providerAccountId: result.id } }]);
});

test.each([
  ["if", "type", webhookTypes],
  ["revsto", "event", hookEvents.filter((event) => !event.startsWith("iban_structure."))],
])("every event of %s is taken in and looked after", async (name, field, types) => {
  const { providerAccountId } = await anAccount(name, ["ACTIVE"], 2);
  for (const type of types) {
    await gateway.simulator(name).admin({ action: "sendWebhook", id: providerAccountId, [field]: type });
  }
  const done = async () => {
    const filter = { provider: name, state: "DONE" as const };
    const { webhookDeliveries } = await gateway.client().request(WebhookDeliveriesDocument, { first: 100, filter });
    return new Set(webhookDeliveries.edges.map(({ node }) => node.type));
  };
  const missing = async () => {
    const seen = await done();
    return types.filter((type) => !seen.has(type));
  };
  await expect.poll(missing).toEqual([]);
});

test("a closing, of which Revsto tells nothing itself, shows when its user is closed", async () => {
  const { id, providerAccountId } = await anAccount("revsto", ["ACTIVE"], 1);
  const revsto = gateway.simulator("revsto");
  await revsto.admin({ action: "setStatus", id: providerAccountId, status: "CLOSED" });
  await revsto.admin({ action: "sendWebhook", id: providerAccountId, event: "identity.closed" });
  await eventually(id, { newStatus: "CLOSED", cause: "WEBHOOK" });
});

test("an event that names only the user has the user's accounts read; one that names nobody waits for a person", async () => {
  const { id, providerAccountId } = await anAccount("revsto", ["ACTIVE"], 3);
  const revsto = gateway.simulator("revsto");
  const { accounts } = await revsto.ledger();
  const userId = accounts.find((account) => account.id === providerAccountId)?.userId;
  const send = async (body: object) => {
    const url = `${gateway.origin}/webhooks/revsto/revsto-sandbox-webhook-secret`;
    const headers = { "content-type": "application/json" };
    expect((await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).status).toBe(204);
  };
  // Of a closing, Revsto's simulator tells nothing itself.
  await revsto.admin({ action: "setStatus", id: providerAccountId, status: "CLOSED" });
  await send({ event: "account.status.blocked", userId });
  await eventually(id, { newStatus: "CLOSED", cause: "WEBHOOK" });

  await send({ event: "account.status.blocked", theAccount: "10000008325" });
  await send({ event: "iban_structure.created" });
  await send({ event: "ping" });
  const states = async () => {
    const { webhookDeliveries } = await gateway.client().request(WebhookDeliveriesDocument, { first: 3 });
    return webhookDeliveries.edges.map(({ node }) => [node.type, node.state, node.error?.code]);
  };
  await expect.poll(states).toEqual([
    ["ping", "DONE", undefined],
    ["iban_structure.created", "DONE", undefined],
    ["account.status.blocked", "PARKED", "WEBHOOK_WITHOUT_ACCOUNT"],
  ]);
});

test("over a road that duplicates, reorders and delays, everything is true in the end", async () => {
  const platform = gateway.simulator("if");
  const faults = ["duplicate", "reorder", "delay"].map((kind, seed) => ({ kind, seed, probability: 0.3, delayMs: 40 }));
  for (const fault of faults) await platform.fault(fault);
  const filter = { providers: ["if"], statuses: ["ACTIVE" as const] };
  const { accounts } = await gateway.client().request(FindDocument, { first: 10, filter });
  const ids = accounts.edges.map(({ node }) => node.providerAccountId);
  const statuses = ["suspended", "inactive", "active"];
  for (let step = 0; step < 120; step++) {
    // Each account by turns, and each a step further than the time before.
    const [id, status] = [ids[step % ids.length], statuses[Math.floor(step / ids.length + step) % statuses.length]];
    await platform.admin({ action: "setStatus", id, status });
  }
  await platform.clearFaults();
  // What waits until it is overtaken is overtaken now.
  await platform.admin({ action: "sendWebhook", id: ids[0], type: "account-activated" });

  const { accounts: truth } = await platform.ledger();
  const words = new Map(truth.map((account) => [account.id, String(account.status).toUpperCase()]));
  const known = async () => {
    const all = { first: 100, filter: { providers: ["if"] } };
    const { accounts: now } = await gateway.client().request(FindDocument, all);
    return now.edges.filter(({ node }) => node.status !== words.get(node.providerAccountId));
  };
  await expect.poll(known).toEqual([]);
  const asked = { first: 100, filter: { provider: "if" } };
  const { webhookDeliveries } = await gateway.client().request(WebhookDeliveriesDocument, asked);
  expect(Math.max(...webhookDeliveries.edges.map(({ node }) => node.arrivals))).toBe(2);
});
