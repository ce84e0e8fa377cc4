import { Pool } from "undici";
import { expect, test } from "vitest";
import { configSchema } from "../../../src/providers/revsto/config.ts";
import { revsto as module } from "../../../src/providers/revsto/index.ts";
import { createWebhookReader } from "../../../src/providers/revsto/webhook.ts";
import type { Books } from "../../../src/sandbox/kit/books.ts";
import { startSimulator } from "../../../src/sandbox/kit/start.ts";
import type { RevstoAccount } from "../../../src/sandbox/revsto/account.ts";
import { listHooks } from "../../../src/sandbox/revsto/hooks.ts";
import { revsto as simulator } from "../../../src/sandbox/revsto/index.ts";
import { webhookRequest } from "../conformance/webhooks.ts";
import { call, createWorld } from "../conformance/world.ts";

const { name: _, kind: __, ...config } = simulator.providerConfig("http://127.0.0.1:1") as Record<string, unknown>;
const reader = createWebhookReader(configSchema.parse(config));
const read = (body: object) =>
  reader?.read(
    webhookRequest({ body: JSON.stringify(body), headers: {}, pathSecret: "revsto-sandbox-webhook-secret" }),
    0,
  );

test("whatever its form, an event says which account or which user's accounts to read again", () => {
  const id = "10000096916";
  for (const body of [
    { event: "account.status.blocked", data: { accountId: id } },
    { type: "account.status.blocked", account: { id } },
    { eventType: "account.status.blocked", data: { id: Number(id) } },
    { event: "account.status.blocked", payload: { account: { id: Number(id) } } },
    { event: "account.status.blocked", account: Number(id) },
    { event: "account.status.blocked", data: { accountID: Number(id), userId: 3633 } },
    { Event: "account.status.blocked", data: { object: { account_id: id } } },
  ]) {
    expect(read(body)).toMatchObject({ type: "account.status.blocked", accountIds: [id], owners: [] });
  }
  for (const body of [
    { event: "identity.closed", data: { userId: 3633 } },
    { type: "identity.closed", user: { id: "3633" } },
    { type: "identity.closed", data: { id: 3633 } },
    { type: "account.status.blocked", userId: 3633 },
    { type: "transaction.new", payload: { user: 3633, id: 15044 } },
  ]) {
    expect(read(body)).toMatchObject({ accountIds: [], owners: [{ kind: "USER", id: "3633" }] });
  }
  expect(read({ event: "identity.blocked", data: { accountId: id } })).toMatchObject({ accountIds: [id], owners: [] });
  expect(read({ event: "iban_structure.created" })).toMatchObject({ accountIds: [], owners: [] });
  expect(read({ event: "account.status.blocked", accountId: "../users" })).toMatchObject({ accountIds: [] });
});

test("which events must say what they are about goes by the documented names", () => {
  const subjects = {
    ...{ "account.status.opened": "ACCOUNT", "identity.closed": "OWNER", "transaction.new": "MONEY" },
    ...{ "payment_transaction.settled": "MONEY", unknown: "ACCOUNT" },
    ...{ "iban_structure.created": null, "card.blocked": null, ping: null, "webhook.test": null },
  };
  const told = Object.keys(subjects).map((type) => [type, reader?.subjectOf(type)]);
  expect(Object.fromEntries(told)).toEqual(subjects);
  // A card's id is no account's, and its user's accounts are not what it is about.
  expect(read({ event: "card.blocked", data: { id: 5, userId: 7 } })).toMatchObject({ accountIds: [], owners: [] });
});

test("money that moved says so, and when", () => {
  const body = { event: "transaction.new", createdAt: "2025-05-08T14:45:37+03:00", data: { accountId: 7 } };
  expect(read(body)).toMatchObject({ movesBalances: true, providerTime: "2025-05-08T11:45:37.000Z" });
});

test("the hook is registered once, however often the gateway starts; at the configured address first", async () => {
  const world = await createWorld(module, (settings) => startSimulator(simulator, settings), 1);
  const hooks = () => listHooks(world.simulator.books as unknown as Books<RevstoAccount>);
  expect(await world.provider.registerWebhooks?.(call(), null)).toBe(false);
  for (const provider of [world.provider, world.another()]) {
    expect(await provider.registerWebhooks?.(call(), "http://127.0.0.1:4000/webhooks")).toBe(true);
  }
  expect(hooks()).toMatchObject([
    { url: "http://127.0.0.1:4000/webhooks/revsto/revsto-sandbox-webhook-secret", events: expect.any(Array) },
  ]);
  const known = { ...world.config, publicUrl: "https://gateway.example/", scope: "account_view" };
  const warnings: unknown[][] = [];
  const log = { warn: (...told: unknown[]) => warnings.push(told) };
  const context = { name: "mine", now: Date.now, uuid: () => "", log };
  const placed = module.create(module.configSchema.parse(known), {
    ...context,
    openPool: (origin) => new Pool(origin),
  });
  expect(await placed.registerWebhooks?.(call(), "http://127.0.0.1:4000/webhooks")).toBe(true);
  expect(hooks()[1]?.url).toBe("https://gateway.example/webhooks/mine/revsto-sandbox-webhook-secret");
  // The one at the address before may be another gateway's, which has the same secret: a person decides.
  expect(warnings).toEqual([
    [{ provider: "mine", hook: "420", origin: "http://127.0.0.1:4000" }, expect.stringContaining("another address")],
  ]);
  expect(JSON.stringify(warnings)).not.toContain("revsto-sandbox-webhook-secret");
  await placed.close();
  await world.stop();
});
