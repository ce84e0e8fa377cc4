import { afterAll, beforeAll, expect, test } from "vitest";
import { HistoryDocument, WebhookDeliveriesDocument } from "../../src/client/index.ts";
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
